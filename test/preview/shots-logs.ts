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
