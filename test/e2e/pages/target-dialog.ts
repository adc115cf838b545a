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

  fill = (label: string, value: string) => this.dialog.getByLabel(label, { exact: true }).fill(value);
  generate = () => this.dialog.getByRole('button', { name: 'Generate URL' }).click();
  generatedUrl = () => this.dialog.getByTestId('generated-url');

  async save() {
    await this.dialog.getByRole('button', { name: 'Save to app' }).click();
    await this.dialog.waitFor({ state: 'hidden' });
  }
}
