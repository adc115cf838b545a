import type { Locator, Page } from '@playwright/test';

export class LogsScreen {
  readonly main: Locator;
  readonly rows: Locator;
  readonly search: Locator;
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.main = page.getByRole('main', { name: 'Logs' });
    this.search = this.main.getByLabel('Search events');
    this.rows = this.main.getByRole('table', { name: 'Events' }).getByRole('row');
  }

  row = (text: string | RegExp): Locator => this.rows.filter({ hasText: text });
  /** The open event, named by its label. */
  event = (label: string): Locator => this.page.getByRole('complementary', { name: label });
  delivery = (event: string, target: string): Locator =>
    this.event(event).getByRole('listitem').filter({ hasText: target });
}
