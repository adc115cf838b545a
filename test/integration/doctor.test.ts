import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEngine, type Engine } from '../../src-main/engine/engine.ts';
import type { TargetDraft } from '../../src-shared/ipc/drafts.ts';
import type { DoctorItem } from '../../src-shared/views/doctor.ts';
import { deadPort, type Receiver, startMailServer, startReceiver, until } from '../support/delivery.ts';
import { tempFolder } from '../support/temp-db.ts';
import { MemoryKeychain } from '../unit/engine/notifications/harness.ts';

const SECRET = 'PLANTED-S3CRET';
let dataDir: string;
let keychain: MemoryKeychain;
let engine: Engine;
let receiver: Receiver;

beforeEach(async () => {
  for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'https_proxy', 'http_proxy', 'all_proxy'])
    vi.stubEnv(name, undefined);
  dataDir = tempFolder('mxm-doctor-');
  keychain = new MemoryKeychain();
  receiver = await startReceiver();
  engine = await createEngine({
    dataDir,
    shell: 'headless',
    // Nobody is asked on the network: a resolver where nobody listens.
    processEnvironment: { MXM_DNS_SERVERS: `127.0.0.1:${await deadPort()}` },
    keychain: () => keychain,
  });
});
afterEach(async () => {
  await engine.stop(0);
  await receiver.close();
  vi.unstubAllEnvs();
});

async function doctor(): Promise<DoctorItem[]> {
  const answer = await engine.call('doctor.run', undefined);
  if (!answer.ok) throw new Error(answer.message);
  for (const { status, remedy, fix, message } of answer.value) {
    expect(message).toMatch(/^[^a-z].*[.:]$/s);
    expect(remedy !== null).toBe(status === 'fail');
    if (status !== 'fail') expect(fix).toBeNull();
  }
  expect(JSON.stringify(answer.value)).not.toContain('S3CRET');
  return answer.value;
}
async function line(id: string): Promise<DoctorItem> {
  const found = (await doctor()).find((item) => item.id === id);
  if (!found) throw new Error(`no line ${id}`);
  return found;
}
async function add(more: Partial<TargetDraft> = {}): Promise<string> {
  const url = receiver.url(`/ok?+X-Secret=${SECRET}`);
  const saved = await engine.call('targets.save', {
    label: 'Hook',
    service: 'custom',
    store: 'keychain',
    ...(more.fields ? {} : { url }),
    ...more,
  });
  if (!saved.ok) throw new Error(saved.message);
  return saved.value.id;
}
const set = (key: Parameters<Engine['parts']['settings']['set']>[0], value: unknown) =>
  expect(engine.parts.settings.set(key, value)).toMatchObject({ ok: true });

describe('why is nothing arriving?', () => {
  it('asks in the order in which an alert meets it', async () => {
    expect((await doctor()).map(({ id }) => id)).toEqual([
      'notifications-enabled',
      'target-enabled',
      'event-subscribed',
      'quiet-hours',
      'mutes',
      'delivery-engine',
      'targets-accepted',
      'tokens',
      'smtp',
      'hosts',
      'outbox',
      'last-deliveries',
      'account',
      'request-budget',
      'resolvers',
      'monitors',
      'account-storage',
      'account-watch',
      'domains-checked',
      'keychain',
      'monitoring',
      'data-folder',
      'settings',
    ]);
  });

  it('nothing is set up: says what to do first, and where', async () => {
    expect(await line('notifications-enabled')).toMatchObject({
      status: 'fail',
      fix: { screen: 'notifications', section: 'Delivery' },
    });
    expect(await line('target-enabled')).toMatchObject({
      status: 'fail',
      message: 'There is no target.',
      fix: { screen: 'notifications', section: 'Targets' },
    });
    expect(await line('event-subscribed')).toMatchObject({
      status: 'fail',
      fix: { screen: 'notifications', section: 'Notify on audit events' },
    });
    expect(await line('account')).toMatchObject({
      status: 'fail',
      fix: { screen: 'settings', section: 'Account' },
    });
    for (const id of ['targets-accepted', 'tokens', 'smtp', 'hosts', 'last-deliveries', 'request-budget'])
      expect(await line(id)).toMatchObject({ status: 'skip' });
  });

  it('everything is right', async () => {
    set('notifications.enabled', true);
    engine.parts.notifications.subscriptions.set(['settings.update']);
    await add();
    await engine.start();
    await engine.call('settings.set', { key: 'appearance.theme', value: 'dark' });
    await until(() => receiver.received.length > 0);
    await engine.parts.notifications.drain(5_000, 'empty');
    const items = await doctor();
    const ids = ['notifications-enabled', 'target-enabled', 'event-subscribed', 'quiet-hours', 'mutes'];
    ids.push(
      'delivery-engine',
      'targets-accepted',
      'tokens',
      'hosts',
      'outbox',
      'last-deliveries',
      'keychain',
    );
    for (const id of ids) expect(items.find((item) => item.id === id)).toMatchObject({ id, status: 'pass' });
    expect(items.find(({ id }) => id === 'delivery-engine')?.message).toMatch(/^Apprise \d.* at \//);
    expect(items.find(({ id }) => id === 'hosts')?.message).toBe('1 of 1 can be reached.');
  });

  it('a target that gets none of the ticked events', async () => {
    engine.parts.notifications.subscriptions.set(['settings.update']);
    await add({ events: ['dns.health_alert'] });
    expect(await line('event-subscribed')).toMatchObject({
      status: 'fail',
      message: expect.stringMatching(/No enabled target gets any/),
    });
  });

  it('quiet hours and mutes in force are said, and are no failure', async () => {
    set('notifications.quietEnabled', true);
    set('notifications.quietTargets', true);
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toTimeString().slice(0, 5);
    set('notifications.quietFrom', at(-60));
    set('notifications.quietTo', at(60));
    const mute = engine.parts.db.prepare('INSERT INTO mutes (subject, since, until) VALUES (?, ?, ?)');
    mute.run('example.com', Date.now() - 1_000, Date.now() + 86_400_000);
    expect(await line('quiet-hours')).toMatchObject({
      status: 'pass',
      message: expect.stringMatching(/^Quiet until \d\d:\d\d: alerts below failure wait/),
    });
    expect(await line('mutes')).toMatchObject({
      status: 'pass',
      message: expect.stringMatching(/example\.com/),
    });
    set('notifications.quietFrom', at(120));
    set('notifications.quietTo', at(180));
    expect(await line('quiet-hours')).toMatchObject({ message: expect.stringMatching(/not now/) });
  });

  it('no Apprise', async () => {
    vi.stubEnv('PATH', '/nonexistent');
    expect(await line('delivery-engine')).toMatchObject({
      status: 'fail',
      message: 'Apprise was not found.',
      remedy: expect.stringMatching(/Install Apprise/),
      fix: { screen: 'notifications', section: 'Delivery engine' },
    });
  });

  it('an address that Apprise does not accept any more', async () => {
    const id = await add({ store: 'database' });
    engine.parts.db.prepare("UPDATE targets SET url = 'nonsense://S3CRET' WHERE id = ?").run(id);
    expect(await line('targets-accepted')).toMatchObject({
      status: 'fail',
      message: 'Hook: Apprise does not accept the address.',
      fix: { screen: 'notifications', section: 'Targets', targetId: id },
    });
  });

  it('a variable that is missing, and there again', async () => {
    const fields = { webhookUrl: `http://127.0.0.1:${receiver.port}/ok`, bearerToken: SECRET };
    const id = await add({ label: 'JSON', service: 'json', store: 'env', fields });
    expect(await line('tokens')).toMatchObject({
      status: 'fail',
      message: expect.stringMatching(/^JSON: The variable APPRISE_CRED_JSON is not set/),
      fix: { targetId: id },
    });
    writeFileSync(join(dataDir, '.env'), `APPRISE_CRED_JSON=${SECRET}\n`);
    await until(() => engine.parts.environment.get('APPRISE_CRED_JSON') === SECRET);
    expect(await line('tokens')).toMatchObject({
      status: 'pass',
      message: expect.stringMatching(/APPRISE_CRED_JSON/),
    });
  });

  it('a keychain that cannot be read', async () => {
    await add();
    engine.parts.notifications.wake();
    keychain.reason = 'The keychain is locked.';
    expect(await line('tokens')).toMatchObject({ status: 'fail', message: expect.stringMatching(/locked/) });
    expect(await line('keychain')).toMatchObject({ status: 'fail' });
  });

  it('SMTP settings, only where a target uses them', async () => {
    const fields = { useResetSmtp: 'true', to: 'you@example.com', from: '' };
    await add({ label: 'Mail', service: 'email', store: 'database', fields });
    expect(await line('smtp')).toMatchObject({
      status: 'fail',
      message: expect.stringMatching(/SMTP host is missing/),
      fix: { screen: 'settings', section: 'Mailbox Password Reset' },
    });
    const server = await startMailServer();
    const smtp = { host: '127.0.0.1', port: server.port, user: '', from: 'a@example.com', useTls: false };
    await engine.call('smtp.save', { ...smtp, store: 'keychain' });
    expect(await line('smtp')).toMatchObject({ status: 'pass', message: `127.0.0.1, port ${server.port}.` });
    expect(await line('hosts')).toMatchObject({ status: 'pass' });
    await server.close();
    expect(await line('hosts')).toMatchObject({
      status: 'fail',
      message: expect.stringMatching(/^Mail: 127\.0\.0\.1/),
    });
  });

  it('a host that cannot be reached is named, and never more of its address', async () => {
    const port = await deadPort();
    const id = await add({ url: `json://user:${SECRET}@127.0.0.1:${port}/${SECRET}` });
    expect(await line('hosts')).toMatchObject({
      status: 'fail',
      message: `Hook: 127.0.0.1, port ${port}: it refuses the connection.`,
      fix: { screen: 'notifications', section: 'Targets', targetId: id },
    });
  });

  it('behind a proxy nothing is tried, and it says so', async () => {
    await add({ label: 'Discord', url: `discord://123/${SECRET}` });
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:9');
    expect(await line('hosts')).toMatchObject({
      status: 'skip',
      message: '1 not tried: HTTPS_PROXY is set, so their requests go through that proxy.',
    });
  });

  it('what is waiting, and for what', async () => {
    set('notifications.enabled', true);
    engine.parts.notifications.subscriptions.set(['settings.update']);
    const id = await add({ url: receiver.url(`/500?+X=${SECRET}`) });
    await engine.start();
    await engine.call('settings.set', { key: 'appearance.theme', value: 'dark' });
    const queued = () => engine.parts.notifications.deliveries.list({ status: 'queued' });
    await until(() => queued().some(({ lastError }) => lastError !== null));
    expect(await line('outbox')).toMatchObject({
      status: 'fail',
      message: expect.stringMatching(/waiting\. Hook: The server answered 500.* Next try at /),
      fix: { screen: 'logs' },
    });
    expect(await line('last-deliveries')).toMatchObject({ status: 'fail' });
    await engine.call('targets.setEnabled', { id, enabled: false });
    expect(await line('outbox')).toMatchObject({
      message: expect.stringMatching(/Hook: It is switched off\./),
    });
  });

  it('settings that cannot be used', async () => {
    writeFileSync(join(dataDir, '.env'), 'RESET_SMTP_PORT=many\nthis is nothing\n');
    await until(() => engine.parts.environment.problems().length > 0);
    expect(await line('settings')).toMatchObject({
      status: 'fail',
      message: expect.stringMatching(/Line 2 .* RESET_SMTP_PORT must be/s),
    });
  });
});
