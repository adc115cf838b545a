import { MainWindow } from './pages/main-window.ts';
import { TargetDialog } from './pages/target-dialog.ts';
import { expect, test } from './support/fixtures.ts';
import { connectAccount, scan } from './support/set-up.ts';

test.use({ appEnv: ({ world }, use) => use(world.env) });

test.beforeEach(async ({ page, world }) => {
  await connectAccount(page, world);
  await scan(page, 'dns');
  await page.reload();
  await new MainWindow(page).goTo('Notifications');
});

test('the quick start, word for word, down to a test notification that arrives', async ({ page, world }) => {
  await page.getByRole('switch', { name: 'Enable notifications' }).check({ force: true });
  await page.getByRole('button', { name: 'Save Notifications' }).click();
  await expect(page.getByText('Add a target first')).toBeVisible();

  const dialog = new TargetDialog(page);
  await dialog.open();
  await expect(dialog.dialog.getByRole('tab')).toHaveText(['Build', 'Paste URL']);
  await dialog.chooseService('JSON Webhook');
  await dialog.generate();
  await expect(dialog.dialog.getByText(/webhook/i).first()).toBeVisible();
  await expect(dialog.generatedUrl()).toHaveCount(0);
  await dialog.fill('Webhook URL', `${world.receiver.url}/phone`);
  await dialog.fill('Bearer token', 'a b%c&d/é"');
  await dialog.fill('Label', 'Phone');
  await dialog.generate();
  await expect(dialog.generatedUrl()).toContainText('json://');
  await expect(dialog.generatedUrl()).not.toContainText('phone');
  await dialog.save();

  await page.getByRole('button', { name: 'Select destructive' }).click();
  await expect(page.getByRole('checkbox', { name: /Mailbox deleted/ })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: /DNS problem/ })).toBeChecked();
  await page.getByRole('button', { name: 'Save Notifications' }).click();
  await expect(page.getByText(/saved/i).first()).toBeVisible();

  await page.getByRole('button', { name: 'Send Test Notification' }).click();
  const [received] = await world.receiver.waitFor(1, '/phone');
  // Node reads header bytes as Latin-1; what was sent is UTF-8.
  const header = Buffer.from(received?.headers.authorization ?? '', 'latin1').toString();
  expect(header).toBe('Bearer a b%c&d/é"');
  expect(JSON.stringify(received?.body)).toContain('[MXroute Manager]');
});

test('nothing ticked is refused at the list, and nothing is lost', async ({ page, world }) => {
  const dialog = new TargetDialog(page);
  await dialog.open();
  await dialog.dialog.getByRole('tab', { name: 'Paste URL' }).click();
  await dialog.fill('Apprise URL', `json://${world.receiver.address}/x`);
  await dialog.save();
  await page.getByRole('switch', { name: 'Enable notifications' }).check({ force: true });
  const ticked = page.getByRole('checkbox', { checked: true, name: /_|\./ });
  while ((await ticked.count()) > 0) await ticked.first().uncheck({ force: true });
  await page.getByRole('button', { name: 'Save Notifications' }).click();
  await expect(page.getByText(/Tick at least one event/)).toBeVisible();
  await expect(page.getByRole('switch', { name: 'Enable notifications' })).toBeChecked();
});

test('leaving with unsaved changes asks, and staying keeps them', async ({ page }) => {
  const main = new MainWindow(page);
  await page.getByRole('button', { name: 'Select destructive' }).click();
  await page.getByRole('navigation').getByText('Logs').click();
  const question = page.getByRole('dialog');
  await expect(question).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('checkbox', { name: /API token revoked/ })).toBeChecked();
  await page.getByRole('navigation').getByText('Logs').click();
  await question.getByRole('button', { name: 'Discard changes' }).click();
  await expect(page.getByRole('heading', { name: 'Logs' })).toBeVisible();
  await main.goTo('Notifications');
  await expect(page.getByRole('checkbox', { name: /API token revoked/ })).not.toBeChecked();
});

test('unsaved changes do not keep the app from ending with the session', async ({ app, page }) => {
  await page.getByRole('button', { name: 'Select destructive' }).click();
  const process = app.process();
  const exited = new Promise((resolve) => process.once('exit', resolve));
  process.kill('SIGTERM');
  expect(await exited).toBe(0);
});

test('a removed target can be brought back for ten seconds', async ({ page, world }) => {
  const dialog = new TargetDialog(page);
  await dialog.open();
  await dialog.chooseService('JSON Webhook');
  await dialog.fill('Webhook URL', `${world.receiver.url}/kept`);
  await dialog.fill('Label', 'Kept');
  await dialog.generate();
  await dialog.save();
  await page
    .getByRole('button', { name: /Remove.*Kept|Remove/ })
    .first()
    .click();
  await expect(page.getByText('Kept', { exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Kept', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: /^Test/ }).first().click();
  await world.receiver.waitFor(1, '/kept');
});
