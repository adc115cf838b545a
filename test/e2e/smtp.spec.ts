import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MailReceiver, startMailServer } from '../support/delivery.ts';
import { LogsScreen } from './pages/logs.ts';
import { MainWindow } from './pages/main-window.ts';
import { SmtpSettings } from './pages/smtp-settings.ts';
import { TargetDialog } from './pages/target-dialog.ts';
import { TargetList } from './pages/target-list.ts';
import { expect, test } from './support/fixtures.ts';
import { connectAccount } from './support/set-up.ts';

const PASSWORD = 'sM7p pass"wörd%';

let first: MailReceiver;
let second: MailReceiver;
test.beforeEach(async ({ page, world }) => {
  first = await startMailServer({ user: 'alerts@example.com', password: PASSWORD });
  second = await startMailServer({ user: 'alerts@example.com', password: PASSWORD });
  await connectAccount(page, world);
  await page.reload();
  await new MainWindow(page).goTo('Settings');
});
test.afterEach(() => Promise.all([first.close(), second.close()]));

test.use({ appEnv: ({ world }, use) => use(world.env) });

test('set up, tested, used by a target at send time, so that a later change applies', async ({
  page,
  dataDir,
}) => {
  const main = new MainWindow(page);
  const smtp = new SmtpSettings(page);
  await expect(smtp.section).toBeVisible();
  await smtp.fill({
    host: '127.0.0.1',
    port: String(first.port),
    user: 'alerts@example.com',
    password: 'wrong',
  });
  await smtp.useTls(false);
  await smtp.save();

  await smtp.sendTest('me@example.com');
  await expect(smtp.section.getByText(/Not sent: .*(password|login)/i)).toBeVisible({ timeout: 20_000 });
  await main.goTo('Logs');
  const logs = new LogsScreen(page);
  await expect(logs.row(/SMTP.*failed|could not be sent/i).first()).toBeVisible();

  await main.goTo('Settings');
  await smtp.fill({ password: PASSWORD });
  await smtp.save();
  await smtp.sendTest('me@example.com');
  await expect(smtp.section.getByText('The mail server took the message to me@example.com')).toBeVisible({
    timeout: 20_000,
  });
  expect(first.mails[0]).toMatchObject({
    from: 'alerts@example.com',
    to: ['me@example.com'],
    user: 'alerts@example.com',
  });

  await main.goTo('Notifications');
  const dialog = new TargetDialog(page);
  const list = new TargetList(page);
  await dialog.open();
  await dialog.chooseService('Email (SMTP)');
  await dialog.switchOn('Use Mailbox Password Reset SMTP settings');
  await expect(dialog.field('SMTP host')).toHaveCount(0);
  await expect(dialog.field('Password')).toHaveCount(0);
  await dialog.fill('To', 'boss@example.com');
  await dialog.fill('Label', 'Boss');
  await dialog.generate();
  await expect(dialog.dialog.getByText('Apprise accepts this URL.')).toBeVisible({ timeout: 20_000 });
  await dialog.save();
  await list.test('Boss');
  await expect.poll(() => first.mails.length, { timeout: 20_000 }).toBe(2);
  expect(first.mails[1]).toMatchObject({ to: ['boss@example.com'], user: 'alerts@example.com' });

  await main.goTo('Settings');
  await smtp.fill({ port: String(second.port) });
  await smtp.save();
  await main.goTo('Notifications');
  await list.test('Boss');
  await expect.poll(() => second.mails.length, { timeout: 20_000 }).toBe(1);
  expect(first.mails).toHaveLength(2);
  expect(readFileSync(join(dataDir, 'mxroute-manager.db'), 'latin1')).not.toContain('sM7p');
});

test.describe('set by the environment', () => {
  test.use({
    appEnv: ({ world }, use) =>
      use({ ...world.env, RESET_SMTP_HOST: 'env.example.com', RESET_SMTP_PASSWORD: 'envPlanted9' }),
  });

  test('is shown as such and not editable; the password never appears', async ({ page }) => {
    const smtp = new SmtpSettings(page);
    await expect(smtp.field('SMTP host')).toHaveValue('env.example.com');
    await expect(smtp.field('SMTP host')).toBeDisabled();
    await expect(smtp.section).toContainText('RESET_SMTP_HOST');
    await expect(smtp.field('Password')).toBeDisabled();
    expect(await page.content()).not.toContain('envPlanted9');
  });
});

test('what is missing is told, and a target that needs it says so', async ({ page }) => {
  const smtp = new SmtpSettings(page);
  await smtp.fill({ user: 'alerts@example.com' });
  await smtp.save();
  await expect(smtp.section.getByRole('list', { name: 'What is missing' })).toContainText(/host/i);
  await expect(smtp.section.getByRole('button', { name: 'Send test' })).toBeDisabled();
  await new MainWindow(page).goTo('Notifications');
  const dialog = new TargetDialog(page);
  await dialog.open();
  await dialog.chooseService('Email (SMTP)');
  await dialog.switchOn('Use Mailbox Password Reset SMTP settings');
  await dialog.fill('To', 'boss@example.com');
  await dialog.fill('Label', 'Boss');
  await dialog.generate();
  await expect(
    dialog.dialog.getByText(/SMTP settings .* not complete|Mailbox Password Reset/).first(),
  ).toBeVisible();
  await dialog.save();
  await expect(new TargetList(page).row('Boss')).toContainText(/Mailbox Password Reset/);
});
