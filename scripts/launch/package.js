import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { standInPin } from '../bootstrap/pins.js';
import { root, which } from '../lib/paths.js';
import { foreground } from './foreground.js';

/** electron-builder downloads its own fpm and 7-Zip; where Electron cannot be had, those cannot either. */
const offlineTools = (env) => ({
  CUSTOM_FPM_PATH: join(root, 'scripts/package/fpm.js'),
  ...(which('7z') && { ELECTRON_BUILDER_7ZIP_PATH: which('7z') }),
  ...env,
});

function standInConfig(electronDist) {
  const config = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));
  // Came with Electron 29: the stand-in has no such fuse to set.
  delete config.electronFuses.grantFileProtocolExtraPrivileges;
  return { ...config, electronDist, electronVersion: standInPin.electron };
}

/**
 * Packages for this machine, to try out: `npm run package -- dir`, `-- deb`, `-- tar.gz` (default: dir). With the official Electron these
 * are what a release contains; from the stand-in they only show that files, fuses and dependencies are in their places.
 */
export async function makePackage(args, { setUp, node, env, log }) {
  const { standIn, dist } = setUp.found.electron;
  const builder = join(root, 'node_modules/electron-builder/cli.js');
  const targets = args.length > 0 ? args : ['dir'];
  const system = { linux: '--linux', darwin: '--mac', win32: '--win' }[process.platform];
  const command = [builder, system, ...targets, `--${process.arch}`, '--publish', 'never'];
  if (!standIn) return foreground(node, command, { env, cwd: root });

  log.say('Packaging the stand-in Electron: to try out, not to hand on.');
  // Its resources/app, our loader, would shadow the packaged app.
  const copy = mkdtempSync(join(tmpdir(), 'mxm-electron-'));
  try {
    cpSync(dist, copy, { recursive: true });
    rmSync(join(copy, 'resources/app'), { recursive: true });
    const config = `${copy}.json`;
    writeFileSync(config, JSON.stringify(standInConfig(copy)));
    return await foreground(node, [...command, '--config', config], { env: offlineTools(env), cwd: root });
  } finally {
    for (const path of [copy, `${copy}.json`]) rmSync(path, { recursive: true, force: true });
  }
}
