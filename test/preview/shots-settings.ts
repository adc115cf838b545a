import type { Page } from '@playwright/test';
import { nav, type Shot } from './shot.ts';

const show = (page: Page, heading: string) =>
  page.getByRole('heading', { name: heading }).evaluate((one) => one.scrollIntoView());

export const settingsShots: Shot[] = [
  { name: 'settings', variant: 'demo', steps: nav('Settings') },
  {
    name: 'settings-refused',
    steps: async (page) => {
      await nav('Settings')(page);
      await page.getByLabel('Default DMARC record').fill('v=DMARC1; p=maybe');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('button', { name: 'Test resolvers' }).click();
    },
  },
  {
    name: 'settings-resolvers',
    steps: async (page) => {
      await nav('Settings')(page);
      await page.getByLabel('Resolver to add').fill('192.168.1.1:53');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByRole('button', { name: 'Move 9.9.9.9 up' }).click();
      await page.getByRole('button', { name: 'Test resolvers' }).click();
      await page.getByText('fe80::1').waitFor();
    },
  },
  {
    name: 'settings-remove',
    steps: async (page) => {
      await nav('Settings')(page);
      await page.getByRole('button', { name: 'Remove', exact: true }).click();
    },
  },
  {
    name: 'settings-smtp',
    steps: async (page) => {
      await nav('Settings')(page);
      await show(page, 'Mailbox Password Reset');
      await page.getByRole('button', { name: 'Send test' }).click();
      await page.getByText('took the message').waitFor();
    },
  },
  {
    name: 'settings-smtp-edited',
    steps: async (page) => {
      await nav('Settings')(page);
      await page.getByLabel('Port', { exact: true }).fill('99999');
      await page.getByLabel('Password', { exact: true }).fill('se cret');
      await page.getByRole('radio', { name: 'In .env' }).check();
      await page.getByRole('button', { name: 'Save SMTP settings' }).click();
      await show(page, 'Mailbox Password Reset');
    },
  },
  {
    name: 'settings-smtp-failed',
    steps: async (page) => {
      await nav('Settings')(page);
      await page.getByLabel('Send a test message to').fill('nobody@example.com');
      await page.getByRole('button', { name: 'Send test' }).click();
      await page.getByText('Not sent').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'settings-smtp-empty',
    variant: 'nothing',
    steps: async (page) => {
      await nav('Settings')(page);
      await show(page, 'Mailbox Password Reset');
    },
  },
  {
    name: 'settings-smtp-environment',
    variant: 'demo',
    steps: async (page) => {
      await nav('Settings')(page);
      await show(page, 'Mailbox Password Reset');
    },
  },
  {
    name: 'settings-smtp-leave',
    steps: async (page) => {
      await nav('Settings')(page);
      await page.getByLabel('User', { exact: true }).fill('other@example.com');
      await nav('Logs')(page);
    },
  },
  {
    name: 'settings-retention',
    steps: async (page) => {
      await nav('Settings')(page);
      await page.getByLabel('Keep events (days)').fill('90');
      await page.getByLabel('Keep daily usage readings (days)').fill('5000');
      await page.getByRole('button', { name: 'Save and delete' }).click();
      await page.getByLabel('Keep deliveries (days)').fill('30');
      await page.getByRole('button', { name: 'Save and delete' }).scrollIntoViewIfNeeded();
    },
  },
  ...(['rich', 'demo', 'nothing'] as const).map((variant) => ({
    name: `settings-icon-${variant}`,
    variant,
    steps: async (page: Page) => {
      await nav('Settings')(page);
      await show(page, 'Notification icon');
    },
  })),
];
