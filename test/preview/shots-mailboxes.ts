import type { Page } from '@playwright/test';
import { nav, type Shot } from './shot.ts';

const open = (name: string) => async (page: Page) => {
  await nav('Mailboxes')(page);
  await page.getByRole('searchbox').fill(name);
  await page.waitForTimeout(350);
  await page.getByRole('button', { name, exact: true }).first().click();
  await page.waitForTimeout(150);
};

export const mailboxesShots: Shot[] = [
  { name: 'mailboxes', steps: nav('Mailboxes') },
  { name: 'mailboxes-many', variant: 'many', steps: nav('Mailboxes') },
  {
    name: 'mailboxes-scrolled',
    variant: 'many',
    steps: async (page) => {
      await nav('Mailboxes')(page);
      await page.getByRole('table', { name: 'Mailboxes' }).hover();
      await page.mouse.wheel(0, 180_000);
      await page.waitForTimeout(120);
    },
  },
  {
    name: 'mailboxes-placeholders',
    variant: 'many',
    steps: async (page) => {
      await nav('Mailboxes')(page);
      await page.getByRole('main').evaluate((main) => {
        const frame = [...main.children].find((one) => one.scrollHeight > one.clientHeight);
        frame?.scrollTo({ top: 220_000 });
      });
    },
  },
  { name: 'mailboxes-accounts', variant: 'accounts', steps: nav('Mailboxes') },
  {
    name: 'mailboxes-above',
    steps: async (page) => {
      await nav('Mailboxes')(page);
      await page.getByRole('switch', { name: 'Above threshold' }).click();
      await page.getByRole('button', { name: 'Mailbox', exact: true }).click();
    },
  },
  {
    name: 'mailboxes-none',
    steps: async (page) => {
      await nav('Mailboxes')(page);
      await page.getByRole('searchbox').waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('nobody@');
      await page.waitForTimeout(400);
    },
  },
  {
    name: 'mailboxes-empty',
    variant: 'empty',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Skip the set-up' }).click();
      await nav('Mailboxes')(page);
    },
  },
  { name: 'mailboxes-loading', variant: 'loading', steps: nav('Mailboxes') },
  { name: 'mailboxes-failure', variant: 'failure', steps: nav('Mailboxes') },
  { name: 'mailbox', steps: open('info@contoso.example') },
  { name: 'mailbox-sends', steps: open('newsletter@northwind-traders.example') },
  { name: 'mailbox-unlimited', steps: open('archive@contoso.example') },
  { name: 'mailbox-unread', steps: open('scanner@acme.example') },
  {
    name: 'mailbox-year',
    steps: async (page) => {
      await open('info@contoso.example')(page);
      await page.getByText('400 days').click();
      await page.getByRole('slider', { name: /^Storage/ }).focus();
      for (let step = 0; step < 20; step++) await page.keyboard.press('ArrowLeft');
      await page.getByRole('slider', { name: /^Storage/ }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'mailbox-table',
    steps: async (page) => {
      await open('info@contoso.example')(page);
      await page.getByRole('switch', { name: 'As a table' }).click();
      await page.getByRole('heading', { name: 'History' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'mailbox-events',
    steps: async (page) => {
      await open('info@contoso.example')(page);
      await page.getByRole('heading', { name: 'Recent events' }).scrollIntoViewIfNeeded();
    },
  },
];
