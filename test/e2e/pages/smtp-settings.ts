import type { Locator, Page } from '@playwright/test';

const LABELS = { host: 'SMTP host', port: 'Port', user: 'User', password: 'Password', from: 'From' } as const;

/** Settings → Mailbox Password Reset. */
export class SmtpSettings {
  readonly page: Page;
  readonly section: Locator;

  constructor(page: Page) {
    this.page = page;
    this.section = page.getByRole('region', { name: 'Mailbox Password Reset' });
  }

  field = (label: string): Locator => this.section.getByLabel(label, { exact: true });

  async fill(values: Partial<Record<keyof typeof LABELS, string>>) {
    for (const [name, value] of Object.entries(values))
      await this.field(LABELS[name as keyof typeof LABELS]).fill(value);
  }

  useTls = (on: boolean) =>
    this.section.getByRole('switch', { name: 'Use TLS' }).setChecked(on, { force: true });

  async save() {
    const button = this.section.getByRole('button', { name: 'Save SMTP settings' });
    await button.click();
    await button.waitFor({ state: 'hidden' });
  }

  async sendTest(to: string) {
    await this.field('Send a test message to').fill(to);
    await this.section.getByRole('button', { name: 'Send test' }).click();
  }
}
