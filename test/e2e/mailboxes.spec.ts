import { MailboxesScreen } from './pages/mailboxes.ts';
import { MainWindow } from './pages/main-window.ts';
import { expect, test } from './support/fixtures.ts';
import { connectAccount, scan } from './support/set-up.ts';

const DOMAIN = 'kestrel-consulting.example';
const FULL = `scans@${DOMAIN}`;

test.use({ appEnv: ({ world }, use) => use(world.env) });

test('mailboxes are searched and narrowed to those above a threshold, and one opens with its history', async ({
  page,
  world,
}) => {
  await connectAccount(page, world);
  await scan(page, 'usage');
  world.account.setUsage(FULL, { usage: 1_990 });
  await scan(page, 'usage');
  await new MainWindow(page).goTo('Mailboxes');
  const mailboxes = new MailboxesScreen(page);
  await expect(mailboxes.main.getByRole('status').filter({ hasText: '40 mailboxes' })).toBeVisible();

  await mailboxes.main.getByRole('switch', { name: 'Above threshold' }).check({ force: true });
  await expect(mailboxes.table.getByRole('row')).toHaveCount(2);
  await mailboxes.row(FULL).click();
  const panel = mailboxes.panel(FULL);
  await expect(panel).toContainText('1,990 of 2,048 MB (97.2 %)');
  await expect(panel.getByRole('region', { name: 'Storage history' })).toBeVisible();
  await expect(panel.getByRole('region', { name: 'Recent events' })).toContainText('Mailbox nearly full');

  await mailboxes.main.getByRole('switch', { name: 'Above threshold' }).uncheck({ force: true });
  await mailboxes.search.fill('KESTREL');
  await expect(mailboxes.table.getByRole('row')).toHaveCount(6);
  await panel.getByRole('button', { name: `Open domain ${DOMAIN}` }).click();
  await expect(page.getByRole('complementary', { name: DOMAIN })).toBeVisible();
});

test('the account’s storage and its grace period stand on the overview, and alert', async ({
  page,
  shell,
  world,
}) => {
  await connectAccount(page, world);
  await scan(page, 'usage');
  const window = new MainWindow(page);
  await window.goTo('Overview');
  await expect(page.getByRole('region', { name: 'Account storage' })).toContainText('of 100 GB');
  world.fleet.account.quotaBytes = 40 * 1024 ** 3;
  world.fleet.account.grace = { days_remaining: 5, deadline: '2026-12-01' };
  await scan(page, 'usage');
  await shell.waitForNotification(({ summary }) => summary.includes('Account storage nearly full'), 30_000);
  await expect(page.getByRole('region', { name: 'Account storage' })).toContainText(/for 5 more days, until/);
});
