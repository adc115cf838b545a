import { LogsScreen } from './pages/logs.ts';
import { MainWindow } from './pages/main-window.ts';
import { OverviewScreen } from './pages/overview.ts';
import { TargetDialog } from './pages/target-dialog.ts';
import { TargetList } from './pages/target-list.ts';
import { invoke } from './support/app.ts';
import { expect, test } from './support/fixtures.ts';
import { connectAccount, scan, sendAlertsTo } from './support/set-up.ts';
import { messagesAbout } from './support/world.ts';

const BROKEN = 'studio-lumen.example';

test.use({ appEnv: ({ world }, use) => use(world.env) });

test.beforeEach(async ({ page, world }) => {
  await connectAccount(page, world);
  await scan(page, 'all');
  await sendAlertsTo(page, world);
  await page.reload();
});

/** Saves the Notifications form and waits for the word. */
async function saveNotifications(page: import('@playwright/test').Page) {
  await page.getByRole('button', { name: 'Save Notifications' }).click();
  await expect(page.getByText('Notification settings saved.')).toBeVisible();
}

test('a target gets the events that were chosen for it, and a recovery with its failure', async ({
  page,
  world,
}) => {
  const main = new MainWindow(page);
  await main.goTo('Notifications');
  const dialog = new TargetDialog(page);
  for (const [label, path] of [
    ['Mailboxes only', 'mailboxes'],
    ['Failures only', 'failures'],
  ] as const) {
    await dialog.open();
    await dialog.chooseService('JSON Webhook');
    await dialog.fill('Webhook URL', `${world.receiver.url}/${path}`);
    await dialog.fill('Label', label);
    await dialog.dialog.getByRole('button', { name: /^Which alerts/ }).click();
    if (path === 'mailboxes') {
      await dialog.dialog.getByRole('radio', { name: 'Only these' }).check({ force: true });
      const ticked = dialog.dialog.getByRole('checkbox', { name: /^dns\.|DNS (problem|recovered)/ });
      for (const box of await ticked.all()) await box.press('Space');
    } else {
      await dialog.dialog.getByText('Failures only', { exact: true }).click();
    }
    await dialog.save();
  }
  const list = new TargetList(page);
  await expect(list.row('Failures only')).toContainText(/failures only/i);
  await expect(list.row('Mailboxes only')).toContainText(/\d+ of \d+ events/);

  world.dns.removeRecord(BROKEN, 'MX');
  await scan(page, 'dns');
  await expect.poll(() => messagesAbout(world, BROKEN, '/alerts').length).toBe(1);
  await expect.poll(() => messagesAbout(world, BROKEN, '/failures').length).toBe(1);
  world.dns.setRecord(BROKEN, 'MX', world.fleet.zones[BROKEN]?.MX ?? []);
  await scan(page, 'dns');
  await expect.poll(() => messagesAbout(world, BROKEN, '/alerts').length).toBe(2);
  await expect.poll(() => messagesAbout(world, BROKEN, '/failures').length).toBe(2);
  expect(messagesAbout(world, BROKEN, '/mailboxes')).toEqual([]);
});

test('quiet hours hold this computer’s notification, not the failure to a target; what was held comes after', async ({
  page,
  shell,
  world,
}) => {
  const main = new MainWindow(page);
  await main.goTo('Notifications');
  await page.getByRole('switch', { name: 'Quiet hours' }).check({ force: true });
  await page.getByLabel('Quiet from').fill('00:00');
  await page.getByLabel('Quiet until').fill('23:59');
  await saveNotifications(page);
  await shell.clearNotifications();

  world.dns.removeRecord(BROKEN, 'MX');
  await scan(page, 'dns');
  await expect.poll(() => messagesAbout(world, BROKEN).length).toBe(1);
  expect((await shell.notifications()).filter(({ summary }) => summary.includes(BROKEN))).toEqual([]);
  await main.goTo('Logs');
  const logs = new LogsScreen(page);
  await logs.row(BROKEN).first().click();
  await expect(logs.delivery('DNS problem', 'This computer')).toContainText(
    /Waiting.*waits for the end of the quiet hours/s,
  );

  await main.goTo('Notifications');
  await page.getByRole('switch', { name: 'Quiet hours' }).uncheck({ force: true });
  await saveNotifications(page);
  await shell.waitForNotification(({ summary, body }) => `${summary} ${body}`.includes(BROKEN), 20_000);
});

test('a muted domain is not alerted about, its event says so, and unmuting brings what still stands', async ({
  page,
  world,
}) => {
  const overview = new OverviewScreen(page);
  await overview.row(BROKEN).click();
  await page.getByRole('button', { name: `Mute ${BROKEN}` }).click();
  await page.getByRole('menuitem', { name: '24 hours' }).click();
  await expect(page.getByText(/Muted until/).first()).toBeVisible();

  world.dns.removeRecord(BROKEN, 'MX');
  world.dns.removeRecord('harborlight.example', 'MX');
  await scan(page, 'dns');
  const main = new MainWindow(page);
  await main.goTo('Logs');
  await expect(new LogsScreen(page).row('DNS problem').first()).toBeVisible();
  await expect.poll(async () => JSON.stringify(await invoke(page, 'events.list', {}))).toContain(BROKEN);
  const alerts = () =>
    messagesAbout(world, 'DNS problem').filter(({ body }) => JSON.stringify(body).includes(BROKEN));
  expect(alerts()).toEqual([]);

  await main.goTo('Notifications');
  await expect(page.getByRole('list', { name: 'Muted domains and mailboxes' })).toContainText(BROKEN);
  await page.getByRole('button', { name: `Unmute ${BROKEN}` }).click();
  await expect(page.getByText('Nothing is muted.')).toBeVisible();
  await expect.poll(() => alerts().length, { timeout: 20_000 }).toBe(1);
});

test('Send again sends one delivery once more, and says how it went', async ({ page, world }) => {
  world.receiver.answer({ kind: 'status', status: 404 });
  world.dns.removeRecord(BROKEN, 'MX');
  await scan(page, 'dns');
  await new MainWindow(page).goTo('Logs');
  const logs = new LogsScreen(page);
  await logs.row(BROKEN).filter({ hasText: 'DNS problem' }).click();
  const delivery = logs.delivery('DNS problem', 'Webhook');
  await expect(delivery).toContainText('Failed', { timeout: 20_000 });
  await expect(delivery).toContainText(/does not exist there|404/);
  world.receiver.answer({ kind: 'status', status: 200 });
  await delivery.getByRole('button', { name: 'Send again: Webhook' }).click();
  await expect(delivery).toContainText('Delivered', { timeout: 20_000 });
  expect(messagesAbout(world, BROKEN)).toHaveLength(2);
  expect(JSON.stringify(messagesAbout(world, BROKEN)[1]?.body)).toContain('Sent again');
});

test('every event that can be sent has a preview of its message', async ({ page }) => {
  await new MainWindow(page).goTo('Notifications');
  const previews = page.getByRole('button', { name: /^Preview / });
  await expect(previews.first()).toBeVisible();
  expect(await previews.count()).toBeGreaterThan(40);
  await page.getByRole('button', { name: 'Preview DNS problem' }).click();
  const message = page.getByRole('article', { name: 'Message' });
  await expect(message).toContainText(/^\W*(Failure|Problem)?.*\[MXroute Manager\] DNS problem: /);
  await expect(message).toContainText(/Expected/);
  await expect(message).toContainText(/Found/);
  await expect(message).toHaveAttribute('data-severity', 'failure');
  await page.getByText('Markdown', { exact: true }).click();
  await expect(message.locator('code').first()).toBeVisible();
});
