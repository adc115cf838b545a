import type { Page } from '@playwright/test';

/** One picture: which data, and how to get there. */
export interface Shot {
  name: string;
  variant?: string;
  steps?: (page: Page, folder: string) => Promise<unknown>;
}

export const nav = (name: string) => (page: Page) =>
  page.getByRole('navigation').getByRole('button', { name }).click();
