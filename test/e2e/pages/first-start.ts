import type { Locator, Page } from '@playwright/test';

/** The guided set-up of a first start. */
export class FirstStart {
  readonly page: Page;
  readonly heading: Locator;
  readonly step: Locator;

  constructor(page: Page) {
    this.page = page;
    this.heading = page.getByRole('heading', { level: 1 });
    this.step = page.locator('[aria-current="step"]');
  }

  async enterAccount({ server, username, apiKey }: { server: string; username: string; apiKey: string }) {
    await this.page.getByLabel('Server', { exact: true }).fill(server);
    await this.page.getByLabel('User name').fill(username);
    await this.page.getByRole('textbox', { name: 'API key' }).fill(apiKey);
  }

  testConnection = () => this.page.getByRole('button', { name: 'Test connection' }).click();
  saveAndScan = () => this.page.getByRole('button', { name: 'Save and scan' }).click();
  next = () => this.page.getByRole('button', { name: 'Continue', exact: true }).click();
  finish = () => this.page.getByRole('button', { name: 'Finish' }).click();
  skip = () => this.page.getByRole('button', { name: /^Skip/ }).click();
}
