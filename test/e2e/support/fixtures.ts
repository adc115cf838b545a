import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type ElectronApplication, type Page } from '@playwright/test';
import { DesktopShell } from '../../desktop/client.ts';
import { endApp, launchApp, mainWindow } from './app.ts';
import { startWorld, type World } from './world.ts';

interface TestFixtures {
  /** A data folder of its own, gone afterwards. */
  dataDir: string;
  /** Account, DNS and webhook of its own; `test.use` its `env` to point the app at it. */
  world: World;
  /** Further variables for the app. */
  appEnv: Record<string, string>;
  appArgs: string[];
  app: ElectronApplication;
  /** The app's window. */
  page: Page;
}

interface WorkerFixtures {
  /** Tray and notification area of the session; there before any app is. */
  shell: DesktopShell;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  shell: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern.
    async ({}, use) => {
      const shell = await DesktopShell.start();
      await use(shell);
      await shell.stop();
    },
    { scope: 'worker', auto: true },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern.
  dataDir: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'mxm-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern.
  world: async ({}, use) => {
    const world = await startWorld();
    await use(world);
    await world.close();
  },
  appEnv: [{}, { option: true }],
  appArgs: [[], { option: true }],
  app: async ({ dataDir, appEnv, appArgs, shell }, use) => {
    await shell.clearNotifications();
    const app = await launchApp({ dataDir, env: appEnv, args: appArgs });
    // Asked for now: a test may have ended the app by itself.
    const child = app.process();
    await use(app);
    await endApp(app, child);
  },
  page: async ({ app }, use) => {
    await use(await mainWindow(app));
  },
});

export const { expect } = test;
