import { type MailReceiver, startMailServer } from '../support/delivery.ts';
import { MainWindow } from './pages/main-window.ts';
import { TargetDialog } from './pages/target-dialog.ts';
import { TargetList } from './pages/target-list.ts';
import { expect, test } from './support/fixtures.ts';
import { type Internet, startInternet } from './support/internet.ts';
import { connectAccount } from './support/set-up.ts';

let internet: Internet;
test.beforeAll(async () => {
  internet = await startInternet();
});
test.afterAll(() => internet.close());

test.use({ appEnv: ({ world }, use) => use({ ...world.env, ...internet.env }) });

test.beforeEach(async ({ page, world }) => {
  internet.seen.length = 0;
  Object.assign(internet.answer, { status: 200, body: 'ok' });
  await connectAccount(page, world);
  await page.reload();
  await new MainWindow(page).goTo('Notifications');
});

interface Recipe {
  service: string;
  /** Label → what is typed. */
  fields: Record<string, string>;
  /** What the URL on the screen begins with, and what it must not show. */
  masked: string;
  secret: string;
  host: string;
  path: string;
  body: RegExp;
}

/** Services that live on a host of their own. */
const RECIPES: Recipe[] = [
  {
    service: 'Discord',
    fields: { 'Webhook ID': '1234567890', 'Webhook token': 'dt-Alpha_01' },
    masked: 'discord://…',
    secret: 'dt-Alpha_01',
    host: 'discord.com',
    path: '/api/webhooks/1234567890/dt-Alpha_01',
    body: /MXroute Manager/,
  },
  {
    service: 'Slack',
    fields: { 'Incoming webhook URL': 'https://hooks.slack.com/services/T0AAA/B0BBB/cCc123Bravo' },
    masked: 'slack://…',
    secret: 'cCc123Bravo',
    host: 'hooks.slack.com',
    path: '/services/T0AAA/B0BBB/cCc123Bravo',
    body: /MXroute Manager/,
  },
  {
    service: 'Pushover',
    fields: { 'User key': 'uQiRzpo4DXghDmr9QzzfQu27cmVRsG', 'API token': 'azGDORePK8gMaC0QOYAMyEEuzJnyUi' },
    masked: 'pover://…',
    secret: 'azGDORePK8gMaC0QOYAMyEEuzJnyUi',
    host: 'api.pushover.net',
    path: '/1/messages.json',
    body: /uQiRzpo4DXghDmr9QzzfQu27cmVRsG/,
  },
  {
    service: 'Telegram',
    fields: { 'Bot token': '123456789:AAE-x_Delta', 'Chat ID': '-1001234567890' },
    masked: 'tgram://…',
    secret: 'AAE-x_Delta',
    host: 'api.telegram.org',
    path: '/bot123456789:AAE-x_Delta/sendMessage',
    body: /-1001234567890/,
  },
];

for (const { service, fields, masked, secret, host, path, body } of RECIPES) {
  test(`${service}: from the form to the service's own host`, async ({ page }) => {
    if (service === 'Telegram') internet.answer.body = '{"ok":true}';
    const dialog = new TargetDialog(page);
    await dialog.open();
    await dialog.chooseService(service);
    // Every field says what is missing, at the field, before anything is filled in.
    await dialog.generate();
    for (const label of Object.keys(fields)) {
      await expect(dialog.field(label)).toHaveAttribute('aria-invalid', 'true');
    }
    for (const [label, value] of Object.entries(fields)) await dialog.fill(label, value);
    await dialog.fill('Label', `My ${service}`);
    await dialog.generate();
    await expect(dialog.dialog.getByText('Apprise accepts this URL.')).toBeVisible({ timeout: 20_000 });
    await expect(dialog.generatedUrl()).toHaveText(masked);
    await dialog.reveal();
    await expect(dialog.generatedUrl()).toContainText(secret);
    await dialog.save();

    const list = new TargetList(page);
    await list.test(`My ${service}`);
    await expect(list.row(`My ${service}`).getByText(/Test delivered in/)).toBeVisible({ timeout: 20_000 });
    expect(internet.seen).toHaveLength(1);
    expect(internet.seen[0]?.host).toBe(host);
    expect(internet.seen[0]?.path.split('?')[0]).toBe(path);
    expect(internet.seen[0]?.body).toMatch(body);

    // Edited without its secret, it still has it.
    await list.edit(`My ${service}`);
    await dialog.fill('Label', `Renamed ${service}`);
    await dialog.save();
    await list.test(`Renamed ${service}`);
    await expect(list.row(`Renamed ${service}`).getByText(/Test delivered in/)).toBeVisible({
      timeout: 20_000,
    });
    await expect.poll(() => internet.seen[1]?.path).toBe(internet.seen[0]?.path);
    await expect(page.locator('body')).not.toContainText(secret);
  });
}

/** What people copy from the services' own pages: into any field, it fills them all. */
const PASTED = [
  {
    service: 'Discord',
    into: 'Webhook ID',
    text: 'https://discord.com/api/webhooks/987654321/pasted-Token_9',
    fills: { 'Webhook ID': '987654321', 'Webhook token': 'pasted-Token_9' },
  },
  {
    service: 'Telegram',
    into: 'Chat ID',
    text: 'https://api.telegram.org/bot42:AAx_pasted/sendMessage?chat_id=-100777',
    fills: { 'Bot token': '42:AAx_pasted', 'Chat ID': '-100777' },
  },
  {
    service: 'ntfy',
    into: 'Topic',
    text: 'https://ntfy.sh/my-pasted-topic',
    fills: { Server: 'ntfy.sh', Topic: 'my-pasted-topic' },
  },
];

for (const { service, into, text, fills } of PASTED) {
  test(`${service}: a pasted address is taken apart`, async ({ page }) => {
    const dialog = new TargetDialog(page);
    await dialog.open();
    await dialog.chooseService(service);
    await dialog.fill(into, text);
    for (const [label, value] of Object.entries(fills))
      await expect(dialog.field(label)).toHaveValue(value as string);
    await dialog.generate();
    await expect(dialog.dialog.getByText('Apprise accepts this URL.')).toBeVisible({ timeout: 20_000 });
  });
}

test('ntfy and Gotify on a server of one’s own: token, priority and tags arrive', async ({ page, world }) => {
  const list = new TargetList(page);
  const dialog = new TargetDialog(page);
  await dialog.open();
  await dialog.chooseService('ntfy');
  await dialog.fill('Server', world.receiver.url);
  await dialog.fill('Topic', 'alerts');
  await dialog.fill('Auth token', 'tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2');
  await dialog.choose('Priority', 'High');
  await dialog.fill('Tags', 'warning, mailbox');
  await dialog.fill('Label', 'Phone');
  await dialog.save();
  await list.test('Phone');
  await expect(list.row('Phone').getByText(/Test delivered in/)).toBeVisible({ timeout: 20_000 });
  const [push] = world.receiver.received;
  expect(push?.headers.authorization).toBe('Bearer tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2');
  const sent = JSON.stringify([push?.headers, push?.body]);
  expect(sent).toContain('warning');
  expect(sent).toContain('mailbox');
  expect(sent).toMatch(/high|"priority":4/);

  world.receiver.clear();
  await dialog.open();
  await dialog.chooseService('Gotify');
  await dialog.fill('Server', `${world.receiver.url}/push`);
  await dialog.fill('Application token', 'AnApp.Token_7');
  await dialog.fill('Label', 'Desk');
  await dialog.save();
  await list.test('Desk');
  await expect(list.row('Desk').getByText(/Test delivered in/)).toBeVisible({ timeout: 20_000 });
  const [message] = world.receiver.received;
  expect(message?.path).toMatch(/^\/push\/message/);
  expect(message?.headers['x-gotify-key']).toBe('AnApp.Token_7');
});

test.describe('e-mail', () => {
  let mail: MailReceiver;
  test.beforeEach(async () => {
    mail = await startMailServer({ user: 'me@example.com', password: 'pa:ss @/wörd' });
  });
  test.afterEach(() => mail.close());

  test('From, To and an odd password; a wrong one says why', async ({ page }) => {
    const list = new TargetList(page);
    const dialog = new TargetDialog(page);
    await dialog.open();
    await dialog.chooseService('Email (SMTP)');
    await dialog.fill('SMTP host', '127.0.0.1');
    await dialog.fill('Port', String(mail.port));
    await dialog.fill('User', 'me@example.com');
    await dialog.fill('Password', 'wrong');
    await dialog.fill('To', 'you@example.com, them@example.com');
    await dialog.choose('Encryption', 'Off');
    await dialog.fill('Label', 'Mail');
    await dialog.save();
    await list.test('Mail');
    await expect(list.row('Mail').getByText(/Test not delivered: .*(password|login)/i)).toBeVisible({
      timeout: 20_000,
    });
    await list.edit('Mail');
    await expect(dialog.field('SMTP host')).toHaveValue('127.0.0.1');
    await expect(dialog.field('Password')).toHaveValue('');
    await dialog.fill('Password', 'pa:ss @/wörd');
    await dialog.save();
    await list.test('Mail');
    await expect(list.row('Mail').getByText(/Test delivered in/)).toBeVisible({ timeout: 20_000 });
    // Apprise writes to each on their own.
    await expect
      .poll(() => mail.mails.flatMap(({ to }) => to).sort())
      .toEqual(['them@example.com', 'you@example.com']);
    expect(mail.mails[0]?.from).toBe('me@example.com');
  });
});

test('wrong input is told at its field, and nothing that was typed is lost', async ({ page }) => {
  const dialog = new TargetDialog(page);
  await dialog.open();
  await dialog.chooseService('Email (SMTP)');
  await dialog.fill('SMTP host', 'mail.example.com');
  await dialog.fill('Port', '99999');
  await dialog.fill('User', 'me@example.com');
  await dialog.fill('To', 'not an address');
  await dialog.generate();
  await expect(dialog.field('Port')).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.generatedUrl()).toHaveCount(0);
  await expect(dialog.field('To')).toHaveValue('not an address');
  await dialog.fill('Port', '587');
  await dialog.generate();
  await expect(dialog.field('Port')).not.toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.field('To')).toHaveAttribute('aria-invalid', 'true');
});
