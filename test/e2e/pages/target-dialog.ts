import type { Locator, Page } from '@playwright/test';

/** "Add target", wherever it is opened from. */
export class TargetDialog {
  readonly page: Page;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: /Add target|Edit target/ });
  }

  async open() {
    await this.page.getByRole('button', { name: 'Add target' }).click();
    await this.dialog.waitFor();
  }

  async chooseService(name: string) {
    await this.dialog.getByRole('combobox', { name: 'Service' }).click();
    await this.page.getByRole('option', { name, exact: true }).click();
  }

  /** A select of the form. */
  async choose(label: string, option: string) {
    await this.dialog.getByRole('combobox', { name: label }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  /** Forms that Apprise describes mark what is needed with a star. */
  field = (label: string): Locator =>
    this.dialog.getByLabel(new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}( \\*)?$`));
  /** By keyboard: below the title bar, where a click would land, the form may be scrolled. */
  switchOn = (label: string) => this.dialog.getByRole('switch', { name: label }).press('Space');
  fill = (label: string, value: string) => this.field(label).fill(value);
  store = (label: string): Locator => this.dialog.getByRole('radio', { name: label });
  generate = () => this.dialog.getByRole('button', { name: 'Generate URL' }).click();
  reveal = () => this.dialog.getByRole('button', { name: 'Reveal' }).click();
  generatedUrl = () => this.dialog.getByTestId('generated-url');

  async save() {
    await this.dialog.getByRole('button', { name: 'Save to app' }).click();
    await this.dialog.waitFor({ state: 'hidden' });
  }
}
