import { FirstStart } from './pages/first-start.ts';
import { LogsScreen } from './pages/logs.ts';
import { MainWindow } from './pages/main-window.ts';
import { OverviewScreen } from './pages/overview.ts';
import { TargetDialog } from './pages/target-dialog.ts';
import { closeWindow, launchApp, mainWindow, openPages } from './support/app.ts';
import { expect, test } from './support/fixtures.ts';
import { connectAccount, scan, sendAlertsTo } from './support/set-up.ts';
import { messagesAbout, titlesAbout } from './support/world.ts';

const BROKEN = 'studio-lumen.example';

test.use({ appEnv: ({ world }, use) => use(world.env) });

test('first start: account, scan, target, and an alert that arrives', async ({ app, page, shell, world }) => {
  const start = new FirstStart(page);
  await expect(start.heading).toHaveText('Connect your MXroute account');
  await start.enterAccount({ ...world.fleet.account, apiKey: 'wrong' });
  await start.testConnection();
  await expect(page.getByText('did not accept the credentials')).toBeVisible();
  await start.enterAccount(world.fleet.account);
  await start.testConnection();
  await expect(page.getByRole('status').filter({ hasText: 'Connected' })).toContainText('12 domains found');
  await start.saveAndScan();

  await expect(start.heading).toHaveText('Here is how things are', { timeout: 30_000 });
  await start.next();

  const dialog = new TargetDialog(page);
  await dialog.open();
  await dialog.chooseService('JSON Webhook');
  await dialog.fill('Webhook URL', `${world.receiver.url}/hooks/1`);
  await dialog.fill('Label', 'My webhook');
  await dialog.generate();
  await expect(dialog.generatedUrl()).toContainText('json://');
  await expect(dialog.dialog.getByText('Apprise accepts this URL.')).toBeVisible({ timeout: 20_000 });
  await dialog.save();
  await start.finish();

  const overview = new OverviewScreen(page);
  await expect(overview.domains.getByRole('row')).toHaveCount(13);

  world.dns.removeRecord(BROKEN, 'MX');
  await overview.scanNow('DNS health');
  const shown = await shell.waitForNotification(({ summary }) => summary.includes(BROKEN), 30_000);
  expect(shown).toMatchObject({ app: 'MXroute Manager', urgency: 'critical' });
  expect(shown.body).toMatch(/MX/);
  await expect.poll(() => messagesAbout(world, BROKEN).length, { timeout: 20_000 }).toBe(1);
  expect(JSON.stringify(messagesAbout(world, BROKEN)[0]?.body)).toContain('[MXroute Manager]');

  await closeWindow(app);
  await expect.poll(async () => (await openPages(app)).windows).toBe(0);
  await shell.clickNotification(shown.id);
  const logs = new LogsScreen(await mainWindow(app));
  await expect(logs.event('DNS problem')).toContainText(BROKEN);
  await expect(logs.delivery('DNS problem', 'My webhook')).toContainText('Delivered');
  await expect(logs.delivery('DNS problem', 'This computer')).toContainText('Delivered');
});

test('the tray tells the state, scans, and opens recent alerts', async ({ app, page, shell, world }) => {
  await connectAccount(page, world);
  await scan(page, 'all');
  await sendAlertsTo(page, world);
  const quiet = (await shell.waitForTray()).icons[0]?.sha256;
  await closeWindow(app);

  world.dns.removeRecord(BROKEN, 'MX');
  await expect
    .poll(async () => enabledLabels(await shell.trayMenu(), 'Scan now'))
    .toEqual(['DNS health', 'Mailbox usage', 'Account watch', 'Everything']);
  await shell.clickTray(['Scan now', 'DNS health']);
  await expect
    .poll(async () => (await shell.trayMenu())[0]?.label, { timeout: 30_000 })
    .toMatch(/^1 unhealthy.*checked/);
  const item = (await shell.trayItems()).at(-1);
  expect(item?.toolTip.title).toMatch(/^MXroute Manager: 1 unhealthy.*checked/);
  expect(item?.icons[0]?.sha256).not.toBe(quiet);

  const alerts = await expect
    .poll(async () => enabledLabels(await shell.trayMenu(), 'Recent alerts')[0])
    .toContain(BROKEN)
    .then(async () => enabledLabels(await shell.trayMenu(), 'Recent alerts'));
  await shell.clickTray(['Recent alerts', alerts[0] ?? '']);
  const logs = new LogsScreen(await mainWindow(app));
  await expect(logs.event('DNS problem')).toContainText(BROKEN);
});

test('Send Test Notification in the tray reaches this computer and the target', async ({
  page,
  shell,
  world,
}) => {
  await connectAccount(page, world);
  await sendAlertsTo(page, world);
  await shell.waitForTray();
  await shell.clickTray(['Send Test Notification']);
  await shell.waitForNotification(({ summary }) => /test/i.test(summary), 20_000);
  await expect.poll(() => messagesAbout(world, 'est').length, { timeout: 20_000 }).toBe(1);
});

test('a recovery replaces its alert, and a restart keeps everything and repeats nothing', async ({
  app,
  page,
  shell,
  world,
  dataDir,
}) => {
  await connectAccount(page, world);
  await scan(page, 'all');
  await sendAlertsTo(page, world);
  world.dns.removeRecord(BROKEN, 'MX');
  await scan(page, 'dns');
  const alert = await shell.waitForNotification(({ summary }) => summary.includes(BROKEN));
  await expect.poll(() => messagesAbout(world, BROKEN).length).toBe(1);
  await app.close();

  const again = await launchApp({ dataDir, env: world.env });
  try {
    const window = await mainWindow(again);
    await expect(new OverviewScreen(window).state(BROKEN, 'Unhealthy')).toBeVisible();
    await scan(window, 'dns');
    world.dns.setRecord(BROKEN, 'MX', world.fleet.zones[BROKEN]?.MX ?? []);
    await scan(window, 'dns');
    await shell.waitForNotification(({ summary, id }) => id > alert.id && summary.includes(BROKEN));
    await expect
      .poll(() => titlesAbout(world, BROKEN))
      .toEqual([expect.stringContaining('DNS problem'), expect.stringContaining('DNS recovered')]);

    const shell2 = new MainWindow(window);
    await shell2.goTo('Logs');
    const logs = new LogsScreen(window);
    await expect(logs.row(BROKEN).filter({ hasText: 'DNS problem' })).toHaveCount(1);
    await expect(logs.row(BROKEN).filter({ hasText: 'DNS recovered' })).toHaveCount(1);
  } finally {
    await again.close();
  }
});

/** Labels of a submenu's entries that can be clicked. */
function enabledLabels(
  menu: Awaited<ReturnType<import('../desktop/client.ts').DesktopShell['trayMenu']>>,
  of: string,
) {
  const entries = menu.find(({ label }) => label === of)?.children ?? [];
  return entries.filter(({ enabled }) => enabled).map(({ label }) => label);
}
