import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createEngine, type Engine } from '../../src-main/engine/engine.ts';
import type { SmtpDraft } from '../../src-shared/ipc/drafts.ts';
import type { Result } from '../../src-shared/result.ts';
import type { SmtpTestOutcome, SmtpView } from '../../src-shared/views/smtp.ts';
import {
  deadPort,
  type MailOptions,
  type MailReceiver,
  selfSigned,
  startMailServer,
  until,
} from '../support/delivery.ts';
import { tempFolder } from '../support/temp-db.ts';
import { MemoryKeychain } from '../unit/engine/notifications/harness.ts';
import { type Trust, trustOwnAuthority } from './services-support.ts';

const USER = 'me@example.com';
const SECRET = 'PLANTED-S3CRET p@ss:/%20 ü';
const OTHER = 'ANOTHER-S3CRET';
const TO = 'you@example.com';
const ENTRY = 'smtp:password';

let dataDir: string;
let keychain: MemoryKeychain;
let processEnvironment: Record<string, string | undefined>;
let engine: Engine;
let server: MailReceiver | undefined;
let trust: Trust;

async function begin(): Promise<void> {
  engine = await createEngine({ dataDir, shell: 'headless', processEnvironment, keychain: () => keychain });
}

beforeAll(async () => {
  trust = await trustOwnAuthority();
});
afterAll(() => trust.remove());
beforeEach(async () => {
  dataDir = tempFolder('mxm-smtp-');
  keychain = new MemoryKeychain();
  processEnvironment = {};
  await begin();
});
afterEach(async () => {
  await engine.stop(0);
  await server?.close();
  server = undefined;
  for (const text of filesOf(dataDir, /\.log$/)) expect(text).not.toMatch(/S3CRET/);
});

const filesOf = (folder: string, name: RegExp): string[] =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => name.test(file) && statSync(join(folder, file)).isFile())
    .map((file) => readFileSync(join(folder, file), 'latin1'));
const databaseHolds = (text: string) =>
  filesOf(dataDir, /\.db(-wal)?$/).some((bytes) => bytes.includes(text));

const draft = (more: Partial<SmtpDraft> = {}): SmtpDraft => ({
  host: '127.0.0.1',
  port: 587,
  user: USER,
  from: '',
  useTls: false,
  store: 'keychain',
  ...more,
});
const save = (more: Partial<SmtpDraft> = {}): Promise<Result<SmtpView>> =>
  engine.call('smtp.save', draft(more));
async function view(): Promise<SmtpView> {
  const answer = await engine.call('smtp.get', undefined);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}
async function sendTest(to = TO): Promise<SmtpTestOutcome> {
  const answer = await engine.call('smtp.test', { to });
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}
async function mailServer(options: MailOptions = {}): Promise<MailReceiver> {
  server = await startMailServer({ user: USER, password: SECRET, ...options });
  return server;
}
const events = (action?: string) =>
  engine.parts.events.list({ limit: 100 }).filter((event) => action === undefined || event.action === action);

describe('the settings under Mailbox Password Reset', () => {
  it('nothing is set: says what is missing, and where the password could live', async () => {
    expect(await view()).toEqual({
      host: '',
      port: 587,
      user: '',
      from: '',
      useTls: true,
      password: null,
      store: null,
      fromEnvironment: {},
      problems: ['SMTP host is missing.', 'From is missing.'],
      keychain: { usable: true, reason: null },
    });
  });

  it.each(['keychain', 'database'] as const)('a password in the %s, and nowhere else', async (store) => {
    expect(await save({ password: SECRET, store })).toMatchObject({ ok: true });
    expect(await view()).toMatchObject({ host: '127.0.0.1', user: USER, password: store, problems: [] });
    expect(keychain.entries.get(ENTRY)).toBe(store === 'keychain' ? SECRET : undefined);
    expect(databaseHolds('PLANTED-S3CRET')).toBe(store === 'database');
    expect(await engine.parts.smtp.resolve()).toMatchObject({ ok: true, value: { password: SECRET } });
    expect(JSON.stringify(await view())).not.toMatch(/S3CRET/);
  });

  it('moves between the stores, and is removed from where it was', async () => {
    await save({ password: SECRET, store: 'database' });
    expect(await save({ store: 'keychain' })).toMatchObject({ ok: true, value: { password: 'keychain' } });
    expect(databaseHolds('PLANTED-S3CRET')).toBe(false);
    expect(keychain.entries.get(ENTRY)).toBe(SECRET);
    expect(await save({ store: 'database' })).toMatchObject({ ok: true, value: { password: 'database' } });
    expect(keychain.entries.has(ENTRY)).toBe(false);
    expect(await engine.parts.smtp.resolve()).toMatchObject({ value: { password: SECRET } });
    expect(await save({ password: '', store: 'database' })).toMatchObject({ value: { password: null } });
    expect(databaseHolds('PLANTED-S3CRET')).toBe(false);
  });

  it('to .env only when it is there already, and .env is read while running', async () => {
    await save({ password: SECRET });
    expect(await save({ store: 'env' })).toMatchObject({
      ok: false,
      field: 'store',
      message: expect.stringMatching(/RESET_SMTP_PASSWORD does not hold this password yet/),
    });
    expect(keychain.entries.get(ENTRY)).toBe(SECRET);
    writeFileSync(
      join(dataDir, '.env'),
      `RESET_SMTP_PASSWORD='${SECRET}'\nRESET_SMTP_HOST=mail.example.com\n`,
    );
    await until(() => engine.parts.smtp.fields().host === 'mail.example.com');
    expect(await save({ host: 'mail.example.com', store: 'env' })).toMatchObject({
      ok: true,
      value: {
        password: 'env',
        host: 'mail.example.com',
        fromEnvironment: { host: 'RESET_SMTP_HOST', password: 'RESET_SMTP_PASSWORD' },
      },
    });
    expect(keychain.entries.has(ENTRY)).toBe(false);
    writeFileSync(join(dataDir, '.env'), '');
    await until(() => engine.parts.smtp.fields().host === '127.0.0.1');
    expect(await view()).toMatchObject({
      password: null,
      problems: ['The variable RESET_SMTP_PASSWORD is not set in the environment or in .env.'],
    });
  });

  it('what the environment sets wins, is shown as such, and is only refused where it would differ', async () => {
    await engine.stop(0);
    processEnvironment = {
      RESET_SMTP_HOST: 'env.example.com',
      RESET_SMTP_PORT: '2525',
      RESET_SMTP_USE_TLS: 'no',
      RESET_SMTP_PASSWORD: SECRET,
    };
    await begin();
    expect(await view()).toMatchObject({
      host: 'env.example.com',
      port: 2525,
      useTls: false,
      password: 'env',
      fromEnvironment: {
        host: 'RESET_SMTP_HOST',
        port: 'RESET_SMTP_PORT',
        useTls: 'RESET_SMTP_USE_TLS',
        password: 'RESET_SMTP_PASSWORD',
      },
    });
    const same = { host: ' env.example.com', port: '2525', store: 'env' as const };
    expect(await save(same)).toMatchObject({ ok: true, value: { user: USER, problems: [] } });
    const refused = { ok: false, code: 'environment' };
    expect(await save({ ...same, host: 'other.example.com' })).toMatchObject({ ...refused, field: 'host' });
    expect(await save({ ...same, port: 587 })).toMatchObject({ ...refused, field: 'port' });
    expect(await save({ ...same, password: OTHER })).toMatchObject({ ...refused, field: 'password' });
    expect(await engine.parts.smtp.resolve()).toMatchObject({
      value: { host: 'env.example.com', port: 2525 },
    });
  });

  it('an unusable variable is told, not used', async () => {
    await engine.stop(0);
    processEnvironment = { RESET_SMTP_PORT: 'many' };
    await begin();
    expect((await view()).problems).toContainEqual(expect.stringMatching(/^Port: RESET_SMTP_PORT must be/));
    expect((await view()).port).toBe(587);
  });

  it('without a usable keychain says so at the choice, stores nothing, and takes the other two', async () => {
    keychain.reason = 'No keychain service is running on this desktop.';
    expect(await save({ password: SECRET })).toMatchObject({
      ok: false,
      field: 'store',
      message: expect.stringMatching(/No keychain/),
    });
    expect(await view()).toMatchObject({
      host: '',
      password: null,
      keychain: { usable: false, reason: keychain.reason },
    });
    expect(await save({ password: SECRET, store: 'database' })).toMatchObject({ ok: true });
    expect(await save({ password: SECRET, store: 'env' })).toMatchObject({ ok: true });
  });

  it('a keychain that is locked later: what is stored there passes, nothing else is said to be wrong', async () => {
    await save({ password: SECRET });
    keychain.reason = 'The keychain is locked.';
    expect(await view()).toMatchObject({ problems: [expect.stringMatching(/keychain.*locked/)] });
    expect(await engine.parts.smtp.resolve()).toMatchObject({ ok: false, code: 'keychain_unusable' });
  });

  it('refuses what is typed wrong at its field, and changes nothing', async () => {
    await save({ password: SECRET, host: 'good.example.com' });
    const before = await view();
    for (const [more, field] of [
      [{ host: 'not a host' }, 'host'],
      [{ port: 0 }, 'port'],
      [{ from: 'nobody' }, 'from'],
      [{ password: 'a\nb' }, 'password'],
    ] as const)
      expect(await save(more)).toMatchObject({
        ok: false,
        field,
        message: expect.stringMatching(/^[A-Z].*\.$/),
      });
    expect(await view()).toEqual(before);
  });

  it('a form that fails as a whole leaves the old password where it was', async () => {
    await save({ password: SECRET });
    writeFileSync(join(dataDir, '.env'), 'RESET_SMTP_PORT=2525\n');
    await until(() => engine.parts.smtp.fields().port === 2525);
    expect(await save({ password: OTHER, port: 587 })).toMatchObject({ ok: false, field: 'port' });
    await until(() => keychain.entries.get(ENTRY) === SECRET);
  });

  it('what a killed process left in the keychain is taken out by the next', async () => {
    await save({ password: SECRET, store: 'database' });
    await keychain.set(ENTRY, OTHER);
    const { db } = engine.parts;
    db.prepare("INSERT INTO meta (key, value) VALUES ('smtp.keychainLeftover', '0')").run();
    await engine.parts.smtp.password.sweep();
    expect(keychain.entries.has(ENTRY)).toBe(false);
    expect(await engine.parts.smtp.resolve()).toMatchObject({ value: { password: SECRET } });
  });

  it('is recorded by key, never by value, and only where something changed', async () => {
    await save({ password: SECRET });
    await save();
    expect(events('settings.update').map(({ details }) => details)).toEqual([
      { changed: ['smtp.host', 'smtp.user', 'smtp.useTls', 'SMTP password'] },
    ]);
    expect(JSON.stringify(events())).not.toMatch(/S3CRET|127\.0\.0\.1/);
  });
});

describe('Send test', () => {
  it.each([
    ['off', false, {}],
    ['STARTTLS', true, { tls: true }],
  ] as const)('%s: arrives, and is recorded', async (_, useTls, { tls = false }: { tls?: boolean }) => {
    const { port, mails } = await mailServer(tls ? { tls: trust.certificate } : {});
    await save({ password: SECRET, port, useTls });
    expect(await sendTest()).toEqual({ ok: true, durationMs: expect.any(Number), error: null });
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ from: USER, to: [TO], user: USER, secure: useTls });
    expect(mails[0]?.raw).toMatch(/Subject: .*SMTP test/);
    expect(events('settings.smtp_test')).toMatchObject([
      { target: '127.0.0.1', details: { host: '127.0.0.1', port, to: TO } },
    ]);
    expect(events('smtp.send_failed')).toEqual([]);
  });

  const wrong: [string, MailOptions | undefined, Partial<SmtpDraft>, string, RegExp][] = [
    ['a wrong password', {}, { password: OTHER }, TO, /refused user or password \(535\)/],
    [
      'a refused recipient',
      { refused: '@nowhere.example' },
      {},
      'x@nowhere.example',
      /refused a recipient \(550\)/,
    ],
    ['nobody listens', undefined, {}, TO, /refused the connection/],
    ['no such host', undefined, { host: 'does-not-exist.invalid' }, TO, /name could not be found/],
    ['no STARTTLS there', {}, { useTls: true }, TO, /STARTTLS/],
  ];
  it.each(wrong)('%s: the reason, and smtp.send_failed', async (_, options, more, to, reason) => {
    const port = options ? (await mailServer(options)).port : await deadPort();
    await save({ password: SECRET, port, ...more });
    expect(await sendTest(to)).toEqual({ ok: false, durationMs: null, error: expect.stringMatching(reason) });
    expect(server?.mails ?? []).toEqual([]);
    const [event, ...others] = events('smtp.send_failed');
    expect(others).toEqual([]);
    expect(event?.details).toEqual({
      host: more.host ?? '127.0.0.1',
      port,
      to,
      reason: expect.stringMatching(reason),
    });
    expect(JSON.stringify(event)).not.toMatch(/S3CRET/);
  });

  it('a certificate that nobody vouches for is not accepted', async () => {
    const stranger = selfSigned();
    onTestFinished(() => stranger.remove());
    const { port, mails } = await mailServer({ tls: stranger });
    await save({ password: SECRET, port, useTls: true });
    expect(await sendTest()).toMatchObject({ ok: false, error: expect.stringMatching(/certificate/) });
    expect(mails).toEqual([]);
  });

  it('incomplete settings, and an address that is none, are told without sending or recording', async () => {
    expect(await engine.call('smtp.test', { to: TO })).toMatchObject({
      ok: false,
      message: 'Settings → Mailbox Password Reset: SMTP host is missing. From is missing.',
    });
    expect(await engine.call('smtp.test', { to: 'nobody' })).toMatchObject({ ok: false, field: 'to' });
    expect(events()).toEqual([]);
  });
});

describe('an e-mail target on these settings', () => {
  const target = async () => {
    const saved = await engine.call('targets.save', {
      label: 'Mail',
      service: 'email',
      store: 'database',
      fields: { useResetSmtp: 'true', to: TO, from: '' },
    });
    if (!saved.ok) throw new Error(saved.message);
    return saved.value;
  };
  const subscribe = () =>
    engine.parts.settings.set('notifications.enabled', true).ok &&
    engine.parts.notifications.subscriptions.set(['settings.smtp_test', 'smtp.send_failed']);

  it('a later change applies to the next alert, without touching the target', async () => {
    const first = await mailServer();
    await save({ password: SECRET, port: first.port });
    await target();
    await engine.start();
    expect(await engine.call('targets.test', undefined)).toMatchObject({ value: [{ ok: true }] });
    expect(first.mails).toHaveLength(1);
    await first.close();
    const second = await mailServer({ password: OTHER });
    await save({ password: OTHER, port: second.port, store: 'database' });
    expect(await engine.call('targets.test', undefined)).toMatchObject({ value: [{ ok: true }] });
    expect(second.mails.map(({ to }) => to)).toEqual([[TO]]);
  });

  it('an alert about a failed SMTP test that itself goes through SMTP records no second one', async () => {
    const { port } = await mailServer({ password: OTHER });
    await save({ password: SECRET, port });
    await target();
    subscribe();
    await engine.start();
    expect(await sendTest()).toMatchObject({ ok: false });
    await until(() => events('notification.send_failed').length === 1);
    expect(await engine.parts.notifications.drain(5_000, 'empty')).toBe(true);
    expect(events('smtp.send_failed')).toHaveLength(1);
    expect(events('notification.send_failed')).toHaveLength(1);
  });

  it('says what is missing, in the list and as the reason', async () => {
    const saved = await target();
    expect(saved).toMatchObject({
      usesResetSmtp: true,
      problem: expect.stringMatching(/SMTP host is missing/),
    });
    await engine.start();
    expect(await engine.call('targets.test', saved.id)).toMatchObject({
      value: [{ ok: false, error: expect.stringMatching(/Mailbox Password Reset: SMTP host is missing/) }],
    });
  });
});
