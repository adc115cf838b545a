import { join } from 'node:path';
import type { Shot } from './shot.ts';

export const appShots: Shot[] = [
  { name: 'overview' },
  {
    name: 'overview-panel',
    steps: (page) => page.getByRole('button', { name: 'contoso.example', exact: true }).click(),
  },
  {
    name: 'overview-mx-panel',
    steps: (page) => page.getByRole('button', { name: 'acme.example', exact: true }).click(),
  },
  { name: 'overview-demo', variant: 'demo' },
  { name: 'overview-healthy', variant: 'healthy' },
  { name: 'overview-failure', variant: 'failure' },
  { name: 'overview-loading', variant: 'loading' },
  {
    name: 'overview-many',
    variant: 'many',
    steps: (page) => page.mouse.move(700, 500).then(() => page.mouse.wheel(0, 4000)),
  },
  {
    name: 'overview-scan',
    steps: async (page, folder) => {
      await page.getByRole('button', { name: 'Scan now' }).click();
      await page.screenshot({ path: join(folder, 'scan-menu.png') });
      await page.getByRole('menuitem', { name: 'Everything' }).click();
      await page.waitForTimeout(1500);
    },
  },
  {
    name: 'overview-empty',
    variant: 'empty',
    steps: (page) => page.getByRole('button', { name: 'Skip the set-up' }).click(),
  },
  { name: 'setup-1', variant: 'setup' },
  {
    name: 'setup-1-tested',
    variant: 'setup',
    steps: async (page) => {
      await page.getByLabel('Server').fill('eagle.mxlogin.com');
      await page.getByLabel('User name').fill('demo');
      await page.getByLabel('API key', { exact: true }).fill('secret');
      await page.getByRole('button', { name: 'Test connection' }).click();
      await page.getByText('Connected.').waitFor();
    },
  },
  {
    name: 'setup-2',
    variant: 'setup',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Save and scan' }).click();
      await page.waitForTimeout(2000);
    },
  },
  {
    name: 'setup-3',
    variant: 'setup',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Save and scan' }).click();
      await page.getByRole('button', { name: 'Skip this step' }).click();
    },
  },
  {
    name: 'overview-muted',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Mute info@contoso.example' }).click();
      await page.getByRole('menuitem', { name: '7 days' }).click();
      await page.getByRole('button', { name: 'fabrikam.example', exact: true }).click();
    },
  },
  {
    name: 'overview-mute-menu',
    steps: async (page) => {
      await page.getByRole('button', { name: 'contoso.example', exact: true }).click();
      await page.getByRole('button', { name: 'Mute contoso.example' }).click();
    },
  },
];
