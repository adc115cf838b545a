import type { Locator, Page } from '@playwright/test';

export class DomainsScreen {
  readonly page: Page;
  readonly main: Locator;
  readonly table: Locator;
  readonly search: Locator;

  constructor(page: Page) {
    this.page = page;
    this.main = page.getByRole('main', { name: 'Domains' });
    this.table = this.main.getByRole('table', { name: 'Domains' });
    this.search = this.main.getByLabel('Search domains');
  }

  row = (domain: string): Locator => this.table.getByRole('row').filter({ hasText: domain });
  panel = (domain: string): Locator => this.page.getByRole('complementary', { name: domain });
  check = (domain: string, label: string): Locator =>
    this.panel(domain).getByRole('region', { name: label, exact: true });

  async open(domain: string): Promise<Locator> {
    await this.row(domain).click();
    await this.panel(domain).waitFor();
    return this.panel(domain);
  }
}
