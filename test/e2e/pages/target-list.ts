import type { Locator, Page } from '@playwright/test';

/** The targets on the Notifications screen. */
export class TargetList {
  readonly page: Page;
  readonly main: Locator;

  constructor(page: Page) {
    this.page = page;
    this.main = page.getByRole('main', { name: 'Notifications' });
  }

  row = (name: string): Locator => this.main.getByRole('listitem', { name, exact: true });
  test = (name: string) =>
    this.row(name)
      .getByRole('button', { name: `Test ${name}` })
      .click();
  edit = (name: string) =>
    this.row(name)
      .getByRole('button', { name: `Edit ${name}` })
      .click();
  duplicate = (name: string) =>
    this.row(name)
      .getByRole('button', { name: `Duplicate ${name}` })
      .click();
}
