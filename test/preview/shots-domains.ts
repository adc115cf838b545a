import type { Page } from '@playwright/test';
import { nav, type Shot } from './shot.ts';

const open = (domain: string) => async (page: Page) => {
  await nav('Domains')(page);
  await page.getByRole('button', { name: domain, exact: true }).click();
};

const show = (page: Page, heading: string) =>
  page.getByRole('heading', { name: heading }).evaluate((one) => one.scrollIntoView());

const palette = async (page: Page, text: string) => {
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox').waitFor();
  await page.getByRole('combobox').fill(text);
};

export const domainsShots: Shot[] = [
  { name: 'domains', steps: nav('Domains') },
  { name: 'domains-many', variant: 'many', steps: nav('Domains') },
  { name: 'domains-loading', variant: 'loading', steps: nav('Domains') },
  { name: 'domains-failure', variant: 'failure', steps: nav('Domains') },
  {
    name: 'domains-empty',
    variant: 'empty',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Skip the set-up' }).click();
      await nav('Domains')(page);
    },
  },
  {
    name: 'domains-filtered',
    variant: 'many',
    steps: async (page) => {
      await nav('Domains')(page);
      await page.getByRole('button', { name: /^Unhealthy/ }).click();
      await page.getByRole('button', { name: 'DMARC' }).click();
    },
  },
  {
    name: 'domains-nothing',
    steps: async (page) => {
      await nav('Domains')(page);
      await page.getByRole('searchbox', { name: 'Search domains' }).fill('xn--nope');
      await page.getByText('No domain matches').waitFor();
    },
  },
  { name: 'domain-panel', steps: open('contoso.example') },
  {
    name: 'domain-history',
    steps: async (page) => {
      await open('contoso.example')(page);
      await page.getByRole('button', { name: /^History/ }).click();
      await page
        .getByRole('list', { name: /Status of the last/ })
        .getByRole('button')
        .nth(11)
        .focus();
    },
  },
  {
    name: 'domain-advice',
    steps: async (page) => {
      await open('contoso.example')(page);
      await show(page, 'Advice');
    },
  },
  {
    name: 'domain-advice-none',
    steps: async (page) => {
      await open('acme.example')(page);
      await show(page, 'Advice');
      await page.getByRole('button', { name: 'Look up now' }).click();
    },
  },
  {
    name: 'domain-policy',
    steps: async (page) => {
      await open('fabrikam.example')(page);
      await show(page, 'DMARC policy');
    },
  },
  {
    name: 'domain-policy-edit',
    steps: async (page) => {
      await open('fabrikam.example')(page);
      await page.getByRole('button', { name: 'Edit DMARC policy' }).click();
      await page.getByLabel('Reports to (rua)').fill('dmarc@fabrikam.example, reports');
      await show(page, 'DMARC policy');
    },
  },
  {
    name: 'domain-policy-leave',
    steps: async (page) => {
      await open('acme.example')(page);
      await page.getByRole('button', { name: 'Edit DMARC policy' }).click();
      await page.getByText('A record of its own', { exact: true }).click();
      await page.getByLabel('Record', { exact: true }).fill('v=DMARC1; p=reject');
      await page.getByRole('button', { name: 'contoso.example', exact: true }).click();
    },
  },
  {
    name: 'palette',
    steps: (page) => page.keyboard.press('Control+K'),
  },
  { name: 'palette-domain', variant: 'many', steps: (page) => palette(page, 'customer-1') },
  { name: 'palette-nothing', steps: (page) => palette(page, 'zzz') },
];
