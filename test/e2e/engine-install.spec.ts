import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { discoverApprise } from '../../src-main/engine/notifications/apprise/discovery.ts';
import { buildWheels, type PythonIndex, removeWheels, startPythonIndex } from '../support/python-index.ts';
import { launchApp, mainWindow } from './support/app.ts';
import { test as base, expect } from './support/fixtures.ts';

/** A package index on this machine, which serves when `serving`, else never answers a download. */
interface Indexes {
  good: PythonIndex;
  hanging: PythonIndex;
}

const test = base.extend<{ open: (index: PythonIndex) => Promise<Page> }, { indexes: Indexes }>({
  indexes: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern.
    async ({}, use) => {
      const system = await discoverApprise({ settingsPath: '', privateEnvDir: '/nonexistent' });
      const wheels = buildWheels(system?.path ?? '');
      const good = await startPythonIndex(wheels, 'secret');
      const hanging = await startPythonIndex(wheels, 'secret', { hang: true });
      await use({ good, hanging });
      await Promise.all([good.close(), hanging.close()]);
      removeWheels(wheels);
    },
    { scope: 'worker' },
  ],
  open: async ({ dataDir }, use) => {
    const opened: { close(): Promise<void> }[] = [];
    await use(async (index) => {
      const nothing = join(dataDir, 'nothing');
      mkdirSync(nothing);
      const pip = {
        PIP_INDEX_URL: index.url,
        PIP_CONFIG_FILE: '/dev/null',
        PIP_NO_CACHE_DIR: '1',
        PIP_EXTRA_INDEX_URL: '',
        PIP_FIND_LINKS: '',
      };
      // No Apprise is on this PATH.
      const app = await launchApp({ dataDir, env: { PATH: nothing, ...pip } });
      opened.push(app);
      const page = await mainWindow(app);
      await page.getByRole('button', { name: 'Skip the set-up' }).click();
      await page.getByRole('navigation').getByRole('button', { name: 'Notifications' }).click();
      return page;
    });
    for (const app of opened) await app.close();
  },
});

test.slow();

test('a person without Apprise installs it with one button', async ({ open, indexes }) => {
  const page = await open(indexes.good);
  const panel = page.getByRole('region', { name: 'Delivery engine' });
  await expect(panel.getByText('Not found', { exact: true })).toBeVisible();
  await panel.getByRole('button', { name: 'Install Apprise' }).click();
  await expect(panel.getByRole('progressbar', { name: 'Installing Apprise' })).toBeVisible();
  await expect(panel.getByText(/^Apprise \S+ was installed\./)).toBeVisible({ timeout: 60_000 });
  await expect(panel.getByText('Running', { exact: true })).toBeVisible();
  await expect(panel.getByText('installed by the app')).toBeVisible();
  await expect(panel.getByRole('progressbar')).toBeHidden();
});

test('Cancel in the middle leaves nothing behind', async ({ open, indexes, dataDir }) => {
  const page = await open(indexes.hanging);
  const panel = page.getByRole('region', { name: 'Delivery engine' });
  await panel.getByRole('button', { name: 'Install Apprise' }).click();
  await expect(panel.getByText('Downloading')).toBeVisible({ timeout: 60_000 });
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await expect(panel.getByText('The installation was cancelled. Nothing was changed.')).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Install Apprise' })).toBeVisible();
  expect(readdirSync(dataDir).filter((name) => name.startsWith('apprise-env'))).toEqual([]);
});
