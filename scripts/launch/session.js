import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startPrivateDesktop } from '../lib/private-desktop.js';

/**
 * Runs `work` in a desktop session of its own, with homes of its own: nothing that a test or a benchmark starts can find the person's
 * settings, data or keyring. Elsewhere than on Linux the person's display is used; the homes are theirs to avoid by MXM_DATA_DIR.
 */
export async function inPrivateSession({ env }, work) {
  if (process.platform !== 'linux') return work({ ...env });
  const desktop = await startPrivateDesktop({ env });
  try {
    const homes = { XDG_CONFIG_HOME: join(desktop.dir, 'config'), XDG_DATA_HOME: join(desktop.dir, 'data') };
    for (const home of Object.values(homes)) mkdirSync(home, { mode: 0o700 });
    const session = { ...env, ...desktop.env, ...homes };
    // The virtual screen is an X one, whatever the person's is.
    delete session.WAYLAND_DISPLAY;
    return await work(session);
  } finally {
    await desktop.stop();
  }
}
