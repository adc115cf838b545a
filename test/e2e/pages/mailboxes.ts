import type { Locator, Page } from '@playwright/test';

export class MailboxesScreen {
  readonly page: Page;
  readonly main: Locator;
  readonly table: Locator;
  readonly search: Locator;

  constructor(page: Page) {
    this.page = page;
    this.main = page.getByRole('main', { name: 'Mailboxes' });
    this.table = this.main.getByRole('table', { name: 'Mailboxes' });
    this.search = this.main.getByLabel('Search mailboxes');
  }

  row = (mailbox: string): Locator => this.table.getByRole('row').filter({ hasText: mailbox });
  panel = (mailbox: string): Locator => this.page.getByRole('complementary', { name: mailbox });
}
