import type { Locator, Page } from '@playwright/test';

type Screen = 'Overview' | 'Domains' | 'Mailboxes' | 'Notifications' | 'Logs' | 'Settings';

/** What surrounds every screen. */
export class MainWindow {
  readonly page: Page;
  readonly navigation: Locator;

  constructor(page: Page) {
    this.page = page;
    this.navigation = page.getByRole('navigation', { name: 'Main' });
  }

  screen = (name: Screen): Locator => this.page.getByRole('main', { name });

  async goTo(name: Screen) {
    await this.navigation.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    await this.screen(name).waitFor();
  }
}
