import type { Locator, Page } from '@playwright/test';

export class OverviewScreen {
  readonly page: Page;
  readonly main: Locator;
  readonly domains: Locator;

  constructor(page: Page) {
    this.page = page;
    this.main = page.getByRole('main', { name: 'Overview' });
    this.domains = this.main.getByRole('table', { name: 'Domains' });
  }

  async scanNow(what: 'DNS health' | 'Mailbox usage' | 'Account watch' | 'Everything') {
    await this.main.getByRole('button', { name: 'Scan now' }).click();
    await this.page.getByRole('menuitem', { name: what }).click();
  }

  row = (domain: string): Locator => this.domains.getByRole('row').filter({ hasText: domain });
  /** The domain's state, as it is read out. */
  state = (domain: string, state: 'Healthy' | 'Degraded' | 'Unhealthy'): Locator =>
    this.row(domain).getByRole('img', { name: state, exact: true });
}
