import { LogsScreen } from './pages/logs.ts';
import { MainWindow } from './pages/main-window.ts';
import { closeWindow, mainWindow } from './support/app.ts';
import { expect, test } from './support/fixtures.ts';
import { connectAccount, overviewOf, scan, sendAlertsTo } from './support/set-up.ts';
import { messagesAbout } from './support/world.ts';

const DOMAIN = 'northwind-bakery.example';

test.use({ appEnv: ({ world }, use) => use(world.env) });

test('a mailbox that somebody deletes is told once, on this computer and at the target', async ({
  app,
  page,
  shell,
  world,
}) => {
  test.setTimeout(180_000);
  await connectAccount(page, world);
  await sendAlertsTo(page, world);
  await scan(page, 'watch');
  const name = [...(world.fleet.account.domains.get(DOMAIN)?.mailboxes.keys() ?? [])][0] ?? '';
  const mailbox = `${name}@${DOMAIN}`;
  expect(messagesAbout(world, 'deleted')).toEqual([]);

  world.account.deleteMailbox(mailbox);
  await closeWindow(app);
  // What is missing is looked at again after a minute.
  await shell.clickTray(['Scan now', 'Account watch']);
  const shown = await shell.waitForNotification(({ summary }) => summary.includes(mailbox), 90_000);
  expect(shown.summary).toContain('Mailbox deleted');
  await expect.poll(() => messagesAbout(world, mailbox).length, { timeout: 20_000 }).toBe(1);

  await shell.clickNotification(shown.id);
  const window = await mainWindow(app);
  const logs = new LogsScreen(window);
  await expect(logs.event('Mailbox deleted')).toContainText(mailbox);
  await expect(logs.event('Mailbox deleted')).toContainText('MXroute account');

  await scan(window, 'watch');
  expect(messagesAbout(world, mailbox)).toHaveLength(1);
});

test('many changes of one scan are one event with all of them', async ({ page, world }) => {
  await connectAccount(page, world);
  await sendAlertsTo(page, world);
  await scan(page, 'watch');
  for (let number = 1; number <= 7; number++)
    world.account.addMailbox(DOMAIN, { username: `season${number}`, quota: 1024 });
  world.account.addDomain({ domain: 'new-shop.example' });
  await scan(page, 'watch');

  await new MainWindow(page).goTo('Logs');
  const logs = new LogsScreen(page);
  await expect(logs.row('Mailbox created')).toHaveCount(1);
  await expect(logs.row('Mailbox created')).toContainText('7 mailboxes');
  await logs.row('Mailbox created').click();
  for (const number of [1, 7])
    await expect(logs.event('Mailbox created')).toContainText(`season${number}@${DOMAIN}`);
  await expect(logs.row('Domain added')).toContainText('new-shop.example');
});

test('an answer without any domains is asked for again, and tells nobody anything', async ({
  page,
  world,
}) => {
  test.setTimeout(180_000);
  await connectAccount(page, world);
  await sendAlertsTo(page, world);
  await scan(page, 'all');
  world.account.fault({ path: '/domains', times: 1, fault: { kind: 'data', data: [] } });
  // It asks again after a minute, and goes on with what MXroute says then.
  await scan(page, 'watch', 90_000);
  await new MainWindow(page).goTo('Logs');
  const logs = new LogsScreen(page);
  await expect(logs.row(/Target added|Settings changed|Webhook/).first()).toBeVisible();
  await expect(logs.row('Domain deleted')).toHaveCount(0);
  expect((await overviewOf(page)).counts.healthy).toBeGreaterThan(0);
});
