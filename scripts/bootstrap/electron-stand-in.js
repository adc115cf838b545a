import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchPackage, untar } from '../lib/fetch-package.js';
import { SetupError } from '../lib/run.js';
import { standInPin } from './pins.js';

/** Tells our stand-in from an Electron that the person brought. */
export const standInMarker = 'mxroute-manager-stand-in.json';

const loaderSource = join(dirname(fileURLToPath(import.meta.url)), 'stand-in/loader.cjs');
const folder = (cache) => join(cache, `electron-stand-in-${standInPin.electron}`);

/** The loader belongs to this checkout's scripts: a newer one replaces the cached copy. */
function writeLoader(dist) {
  const app = join(dist, 'resources/app');
  const source = readFileSync(loaderSource, 'utf8');
  const target = join(app, 'index.js');
  if (existsSync(target) && readFileSync(target, 'utf8') === source) return;
  mkdirSync(app, { recursive: true });
  writeFileSync(
    join(app, 'package.json'),
    '{"name":"electron-loader","version":"0.0.0","main":"index.js"}\n',
  );
  writeFileSync(`${target}.tmp`, source);
  renameSync(`${target}.tmp`, target);
}

export function findStandIn(cache) {
  const dist = folder(cache);
  const executable = join(dist, 'electron');
  if (!existsSync(join(dist, standInMarker)) || !existsSync(executable)) return null;
  writeLoader(dist);
  return { dist, executable };
}

export async function makeStandIn({ cache, log }) {
  await fetchPackage({
    spec: standInPin.spec,
    integrity: standInPin.integrity,
    target: folder(cache),
    log,
    prepare(unpacked) {
      const dist = join(unpacked, 'dist');
      untar(join(unpacked, 'release/app.tar.gz'), dist);
      renameSync(join(dist, '@wingconsoledesktop'), join(dist, 'electron'));
      chmodSync(join(dist, 'electron'), 0o755);
      // The app that the package was made for has no business here, nor has its updater.
      for (const name of ['app', 'app.asar', 'app-update.yml'])
        rmSync(join(dist, 'resources', name), { recursive: true, force: true });
      if (!existsSync(join(dist, 'resources')))
        throw new SetupError('the stand-in’s layout is not the expected one');
      writeLoader(dist);
      writeFileSync(join(dist, standInMarker), `${JSON.stringify(standInPin, null, 2)}\n`);
      return dist;
    },
  });
}
