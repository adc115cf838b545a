import type { Page } from '@playwright/test';
import { nav, type Shot } from './shot.ts';

const add = async (page: Page) => {
  await nav('Notifications')(page);
  await page.getByRole('button', { name: 'Add target' }).click();
  await page.getByRole('dialog', { name: 'Add target' }).waitFor();
};
const edit = (name: string) => async (page: Page) => {
  await nav('Notifications')(page);
  await page.getByRole('button', { name: `Edit ${name}` }).click();
  await page.getByRole('dialog', { name: 'Edit target' }).waitFor();
};
/** By search and Enter, as a person at the keyboard does. */
const choose = async (page: Page, search: string) => {
  const box = page.getByRole('combobox', { name: 'Service' });
  await box.click();
  await box.fill(search);
  await page.getByRole('option').first().waitFor();
  await box.press('Enter');
};
const generate = (page: Page) => page.getByRole('button', { name: 'Generate URL' }).click();

export const targetsShots: Shot[] = [
  {
    name: 'targets-list',
    steps: async (page) => {
      await nav('Notifications')(page);
      await page.getByRole('heading', { name: 'Targets' }).scrollIntoViewIfNeeded();
    },
  },
  { name: 'target-dialog', steps: add },
  {
    name: 'target-services',
    steps: async (page) => {
      await add(page);
      await page.getByRole('combobox', { name: 'Service' }).click();
      await page.getByText('More services').waitFor();
    },
  },
  {
    name: 'target-services-search',
    steps: async (page) => {
      await add(page);
      await page.getByRole('combobox', { name: 'Service' }).click();
      await page.getByRole('combobox', { name: 'Service' }).fill('m');
      await page.getByRole('option', { name: 'Matrix' }).waitFor();
    },
  },
  {
    name: 'target-services-missing',
    variant: 'nothing',
    steps: async (page) => {
      await add(page);
      await page.getByRole('combobox', { name: 'Service' }).click();
    },
  },
  {
    name: 'target-generated',
    steps: async (page) => {
      await add(page);
      await page.getByLabel('Topic').fill('my-alerts');
      await page.getByRole('radio', { name: 'Store token in .env' }).check();
      await page.getByLabel('Auth token', { exact: true }).fill('tk_abc');
      await page.getByRole('button', { name: 'Copy token for .env' }).click();
      await generate(page);
      await page.getByRole('button', { name: 'Reveal' }).click();
      await page.getByTestId('generated-url').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'target-refused',
    variant: 'nothing',
    steps: async (page) => {
      await add(page);
      await choose(page, 'Pushover');
      await generate(page);
    },
  },
  {
    name: 'target-foreign',
    steps: async (page) => {
      await add(page);
      await page.getByLabel('Topic').fill('https://discord.com/api/webhooks/123/abc-DEF');
    },
  },
  {
    name: 'target-reset-smtp',
    steps: async (page) => {
      await add(page);
      await choose(page, 'Email');
      await page.getByRole('switch', { name: 'Use Mailbox Password Reset' }).check({ force: true });
      await page.getByText('Sends through').waitFor();
    },
  },
  {
    name: 'target-reset-smtp-incomplete',
    variant: 'nothing',
    steps: async (page) => {
      await add(page);
      await choose(page, 'Email');
      await page.getByRole('switch', { name: 'Use Mailbox Password Reset' }).check({ force: true });
      await page.getByText('is not complete').waitFor();
    },
  },
  {
    name: 'target-apprise',
    steps: async (page) => {
      await add(page);
      await choose(page, 'Matrix');
    },
  },
  {
    name: 'target-apprise-options',
    steps: async (page) => {
      await add(page);
      await choose(page, 'Matrix');
      await page.getByRole('button', { name: 'More options' }).click();
      await page.getByRole('button', { name: 'More options' }).scrollIntoViewIfNeeded();
    },
  },
  { name: 'target-edit', steps: edit('Team channel') },
  {
    name: 'target-alerts',
    steps: async (page) => {
      await edit('My phone')(page);
      await page.getByRole('button', { name: 'Which alerts' }).click();
      await page.getByRole('radio', { name: 'Only these' }).check();
      await page.getByRole('checkbox', { name: 'All DNS events for this target' }).uncheck();
      await page.getByRole('radio', { name: 'Failures only' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'target-stores',
    variant: 'nothing',
    steps: async (page) => {
      await add(page);
      await choose(page, 'Slack');
      await page.getByText('Where the secret lives').scrollIntoViewIfNeeded();
    },
  },
];
