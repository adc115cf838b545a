import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { platform } from '../lib/paths.js';
import { recentFailure, rememberFailure } from '../lib/remembered-failure.js';
import { SetupError } from '../lib/run.js';
import { downloadOfficial, failureFile, findOfficial } from './electron-official.js';
import { findStandIn, makeStandIn, standInMarker } from './electron-stand-in.js';
import { standInPin } from './pins.js';

/** `standIn` decides about the SQLite binding, and about what may be packaged. */
const official = (found) => ({
  what: `${found.version} (official)`,
  standIn: false,
  executable: found.executable,
  dist: found.dist,
  env: {},
});

const standIn = (found) => ({
  what: `${standInPin.electron} (stand-in: the official one could not be downloaded)`,
  standIn: true,
  executable: found.executable,
  dist: found.dist,
  env: { ELECTRON_OVERRIDE_DIST_PATH: found.dist, ELECTRON_EXEC_PATH: found.executable },
});

/** A folder that the person names wins over everything; it may be our own stand-in, handed down by an outer launcher. */
function findOverride() {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!dist || existsSync(join(dist, standInMarker))) return null;
  const executable = join(dist, process.platform === 'win32' ? 'electron.exe' : 'electron');
  return { what: 'from ELECTRON_OVERRIDE_DIST_PATH', standIn: false, executable, dist, env: {} };
}

export const electron = {
  key: 'electron',
  name: 'Electron',
  why: 'fetching the runtime of the desktop app, the official one if it can be had',
  applies: (ctx) => ctx.electron,

  find(ctx) {
    const override = findOverride();
    if (override) return override;
    const there = findOfficial();
    if (there) return official(there);
    if (!recentFailure(failureFile(ctx.cache))) return null;
    const second = findStandIn(ctx.cache);
    return second ? standIn(second) : null;
  },

  async make(ctx) {
    if (!recentFailure(failureFile(ctx.cache))) {
      try {
        await downloadOfficial(ctx);
        return official(findOfficial());
      } catch (error) {
        if (!(error instanceof SetupError)) throw error;
        rememberFailure(failureFile(ctx.cache), error.message);
        ctx.log.note(`Electron’s own download does not work here: ${error.message.split('\n').pop()}`);
      }
    }
    if (findStandIn(ctx.cache)) return standIn(findStandIn(ctx.cache));
    if (platform !== standInPin.platform)
      throw new SetupError(
        `Electron could not be downloaded, and there is no stand-in for ${platform}. Give this machine access to Electron’s ` +
          'releases or to a mirror (ELECTRON_MIRROR), or name an unpacked Electron in ELECTRON_OVERRIDE_DIST_PATH.',
      );
    ctx.log.note(`using the stand-in, Electron ${standInPin.electron}: for development and tests only`);
    await makeStandIn(ctx);
    return standIn(findStandIn(ctx.cache));
  },
};
