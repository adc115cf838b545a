import type { Page } from '@playwright/test';
import { nav, type Shot } from './shot.ts';

export const logsShots: Shot[] = [
  { name: 'logs', steps: nav('Logs') },
  {
    name: 'logs-event',
    steps: async (page) => {
      await nav('Logs')(page);
      await page.getByRole('button', { name: 'DNS problem' }).first().click();
    },
  },
  {
    name: 'logs-mailbox',
    steps: async (page) => {
      await nav('Logs')(page);
      await page.getByRole('button', { name: 'Mailbox nearly full' }).first().click();
    },
  },
  {
    name: 'logs-generic',
    steps: async (page) => {
      await nav('Logs')(page);
      await page.getByRole('button', { name: 'Domain deleted' }).first().click();
    },
  },
  {
    name: 'logs-send-again',
    steps: async (page) => {
      await nav('Logs')(page);
      await page.getByRole('button', { name: 'DNS problem' }).first().click();
      await page.getByRole('button', { name: 'Send again: Team channel' }).click();
      await page.getByRole('heading', { name: 'Deliveries' }).evaluate((one) => one.scrollIntoView());
    },
  },
  ...(
    [
      ['changes', 'Mailbox quota changed'],
      ['forwarder', 'Forwarder changed'],
      ['catchall', 'Catch-all changed'],
      ['spam', 'Spam settings changed'],
      ['account', 'Account storage nearly full'],
    ] as const
  ).map(([name, label]) => ({
    name: `logs-${name}`,
    steps: async (page: Page) => {
      await nav('Logs')(page);
      await page.getByRole('button', { name: label }).first().click();
    },
  })),
  {
    name: 'logs-filtered',
    variant: 'accounts',
    steps: async (page) => {
      await nav('Logs')(page);
      await page.getByRole('button', { name: 'Filter by event' }).click();
      await page.getByRole('checkbox', { name: 'Mailboxes', exact: true }).check();
      await page.getByRole('checkbox', { name: 'DNS problem' }).check();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Filter by time' }).click();
      await page.getByRole('button', { name: 'Last 7 days' }).click();
      await page.keyboard.press('Escape');
      await page.keyboard.press('/');
      await page.keyboard.type('customer');
      await page.waitForTimeout(400);
    },
  },
  {
    name: 'logs-filter-events',
    steps: async (page) => {
      await nav('Logs')(page);
      await page.getByRole('button', { name: 'Filter by event' }).click();
      await page.getByRole('checkbox', { name: 'DNS problem' }).check();
    },
  },
  {
    name: 'logs-filter-time',
    steps: async (page) => {
      await nav('Logs')(page);
      await page.getByRole('button', { name: 'Filter by time' }).click();
    },
  },
  {
    name: 'logs-searching',
    variant: 'many',
    steps: async (page) => {
      await nav('Logs')(page);
      await page.getByRole('searchbox').fill('customer-4242.');
      await page.waitForTimeout(700);
    },
  },
  {
    name: 'logs-stopped',
    variant: 'many',
    steps: async (page) => {
      await nav('Logs')(page);
      await page.getByRole('searchbox').fill('nothing like it');
      await page.getByRole('button', { name: 'Stop' }).click();
    },
  },
  {
    name: 'logs-new',
    variant: 'many',
    steps: async (page) => {
      await nav('Logs')(page);
      await page.getByRole('table', { name: 'Events' }).hover();
      await page.mouse.wheel(0, 1500);
      await page.waitForTimeout(200);
      await page.evaluate('previewEvents(3)');
      await page.getByText('3 new events').waitFor();
    },
  },
  {
    name: 'logs-none',
    steps: async (page) => {
      await nav('Logs')(page);
      await page.getByRole('searchbox').fill('nothing like it');
      await page.getByText('No such event').waitFor();
    },
  },
  {
    name: 'logs-exported',
    steps: async (page) => {
      await nav('Logs')(page);
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name: 'CSV' }).click();
      await page.getByRole('button', { name: 'Open folder' }).waitFor();
    },
  },
  { name: 'logs-loading', variant: 'loading', steps: nav('Logs') },
  { name: 'logs-failure', variant: 'failure', steps: nav('Logs') },
  {
    name: 'deliveries',
    steps: async (page) => {
      await nav('Logs')(page);
      await page.getByText('Deliveries', { exact: true }).click();
    },
  },
  {
    name: 'deliveries-failed',
    steps: async (page) => {
      await nav('Logs')(page);
      await page.getByText('Deliveries', { exact: true }).click();
      await page.getByLabel('Status', { exact: true }).first().click();
      await page.getByRole('option', { name: 'Failed' }).click();
      await page.getByRole('button', { name: 'Team channel' }).first().click();
    },
  },
  {
    name: 'logs-mute',
    steps: async (page) => {
      await nav('Logs')(page);
      await page.getByRole('button', { name: 'Mailbox nearly full' }).first().click();
      await page.getByRole('button', { name: 'Mute info@contoso.example' }).click();
    },
  },
  ...['SMTP send failed', 'SMTP test sent'].map((label) => ({
    name: `logs-${label.toLowerCase().replaceAll(' ', '-')}`,
    steps: async (page: Page) => {
      await nav('Logs')(page);
      await page.getByRole('button', { name: label }).first().click();
    },
  })),
];
