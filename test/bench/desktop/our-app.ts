import { join } from 'node:path';
import { DesktopShell } from '../../desktop/client.ts';
import { startWorld, type World } from '../../e2e/support/world.ts';
import type { Home } from '../engine/seed.ts';
import { inEngineProcess } from '../engine-process.ts';
import {
  EMPTY_APP,
  type LaunchOptions,
  launch,
  OUR_APP,
  type RunningApp,
  temporaryFolder,
} from './launch.ts';

/** Both apps, ready to be started again and again: ours in use, the other one empty. */
export interface Apps {
  launch(which: Which, options: Pick<LaunchOptions, 'hidden' | 'closeAfterMs'>): RunningApp;
}

export type Which = 'ours' | 'empty';

/** Starts what the apps live in: a tray, an account that answers, and a data folder that has been used. */
export async function withApps<T>(work: (apps: Apps) => Promise<T>): Promise<T> {
  const folder = temporaryFolder();
  const world = await startWorld();
  let shell: DesktopShell | undefined;
  try {
    // Elsewhere the desktop that the person sits at has a tray.
    if (process.platform === 'linux') shell = await DesktopShell.start();
    const dataDir = join(folder.path, 'data');
    await inEngineProcess('seed', JSON.stringify(homeIn(world, dataDir)));
    return await work({
      launch: (which, options) =>
        launch({
          ...options,
          app: which === 'ours' ? OUR_APP : EMPTY_APP,
          profile: join(folder.path, which),
          env: which === 'ours' ? { ...world.env, MXM_DATA_DIR: dataDir } : {},
        }),
    });
  } finally {
    await shell?.stop();
    await world.close();
    folder.remove();
  }
}

const homeIn = ({ env, fleet, receiver }: World, dataDir: string): Home => {
  const { server, username, apiKey } = fleet.account;
  const target = `json://${receiver.address}/alerts`;
  return { dataDir, env, account: { server, username, apiKey }, target };
};
