import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { LogsScreen } from './pages/logs.ts';
import { MainWindow } from './pages/main-window.ts';
import { expect, test } from './support/fixtures.ts';
import { connectAccount, scan, sendAlertsTo } from './support/set-up.ts';

const BROKEN = 'studio-lumen.example';

test.use({ appEnv: ({ world }, use) => use(world.env) });

/** The system's own dialog has no window that a test could fill in: it answers with this file. */
const chooseFile = (app: ElectronApplication, filePath: string): Promise<void> =>
  app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
  }, filePath);

test('the log is searched, narrowed, and what is left is exported', async ({ app, dataDir, page, world }) => {
  await connectAccount(page, world);
  await sendAlertsTo(page, world);
  await scan(page, 'all');
  world.dns.removeRecord(BROKEN, 'MX');
  world.account.addMailbox('kestrel-consulting.example', { username: 'fax' });
  await scan(page, 'all');
  await new MainWindow(page).goTo('Logs');
  const logs = new LogsScreen(page);
  await expect(logs.row('Mailbox created')).toBeVisible();

  await logs.search.fill('LUMEN');
  await expect(logs.row('Mailbox created')).toHaveCount(0);
  await expect(logs.row('DNS problem')).toHaveCount(1);
  await logs.search.fill('no such thing at all');
  await expect(logs.main.getByText('No such event')).toBeVisible();
  await expect(logs.main.getByRole('button', { name: 'Export' })).toBeDisabled();
  await logs.search.fill('');

  await logs.main.getByRole('button', { name: /^Filter by event/ }).click();
  await page.getByRole('checkbox', { name: 'Mailbox created' }).check();
  await page.keyboard.press('Escape');
  await expect(logs.rows).toHaveCount(2);

  const file = join(dataDir, 'export.csv');
  await chooseFile(app, file);
  await logs.main.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: /^CSV/ }).click();
  await expect(page.getByText(/1 event written to/)).toBeVisible();
  const lines = readFileSync(file, 'utf8').trim().split(/\r\n/);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('fax@kestrel-consulting.example');
  expect(statSync(file).mode & 0o777).toBe(0o600);

  await logs.main
    .getByRole('button', { name: /^Remove/ })
    .first()
    .click();
  await expect(logs.row('DNS problem').first()).toBeVisible();
});

test('deliveries stand in the log with what became of them', async ({ page, world }) => {
  await connectAccount(page, world);
  await sendAlertsTo(page, world);
  await scan(page, 'all');
  world.dns.removeRecord(BROKEN, 'MX');
  await scan(page, 'dns');
  await new MainWindow(page).goTo('Logs');
  const logs = new LogsScreen(page);
  await logs.main.getByText('Deliveries', { exact: true }).click();
  const deliveries = logs.main.getByRole('table', { name: 'Deliveries' });
  const row = deliveries.getByRole('row').filter({ hasText: 'Webhook' }).filter({ hasText: BROKEN });
  await expect(row).toContainText('Delivered');
  await row.click();
  await expect(logs.event('DNS problem')).toContainText(BROKEN);
});
