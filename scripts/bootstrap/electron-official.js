import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installedVersion, platform, root } from '../lib/paths.js';
import { run, SetupError } from '../lib/run.js';

const home = join(root, 'node_modules/electron');
const read = (file) => {
  try {
    return readFileSync(join(home, file), 'utf8').trim();
  } catch {
    return null;
  }
};

/** The official binary where the `electron` package puts it, if it is whole: path.txt is written last. */
export function findOfficial() {
  const version = installedVersion('electron');
  const path = read('path.txt');
  if (!version || !path || read('dist/version')?.replace(/^v/, '') !== version) return null;
  const executable = join(home, 'dist', path);
  return existsSync(executable) ? { version, executable, dist: join(home, 'dist') } : null;
}

/** Where a failed download of this version is remembered. */
export const failureFile = (cache) =>
  join(cache, `electron-${installedVersion('electron')}-${platform}.unreachable.json`);

/** Downloads and unpacks with Electron's own tools, which check the pinned checksums. Throws a SetupError where the host is out of reach. */
export async function downloadOfficial({ log, found }) {
  const script = join(dirname(fileURLToPath(import.meta.url)), 'electron-download.js');
  await run(found.node.node, [script], {
    cwd: root,
    log,
    label: 'downloading Electron',
    timeoutMs: 20 * 60_000,
  });
  await run(found.node.node, [join(home, 'install.js')], { cwd: home, log, label: 'unpacking Electron' });
  if (!findOfficial()) throw new SetupError('Electron was downloaded, but did not unpack completely.');
}
