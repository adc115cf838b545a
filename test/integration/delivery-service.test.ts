import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuditLog } from '../../src-main/engine/audit/log.ts';
import { createEventQueries } from '../../src-main/engine/audit/query.ts';
import type { Notifications } from '../../src-main/engine/notifications/notifications.ts';
import { createNotifications } from '../../src-main/engine/notifications/service.ts';
import { type Db, openDatabase } from '../../src-main/engine/storage/open.ts';
import { SETTINGS, type SettingKey, type SettingValue } from '../../src-shared/settings.ts';
import { type Receiver, realClock, startReceiver, until, WORKER_SCRIPT } from '../support/delivery.ts';
import { MemoryKeychain } from '../unit/engine/notifications/harness.ts';

const SECRET = 'PLANTED-S3CRET';
let folder: string;
let db: Db;
let receiver: Receiver;
let notifications: Notifications;
let logged: string[];
const keychain = new MemoryKeychain();

const life = (apprisePath = ''): Notifications => {
  const events = createEventQueries(db);
  const audit = createAuditLog({
    db,
    clock: realClock,
    enqueue: (event) => notifications.enqueue(event),
    recorded: () => {},
  });
  notifications = createNotifications({
    db,
    clock: realClock,
    random: { next: Math.random },
    keychain,
    audit: () => audit,
    event: events.get,
    settings: {
      get: <K extends SettingKey>(key: K) =>
        (key === 'notifications.enabled'
          ? true
          : // Each alert alone, so that arrivals can be counted.
            key === 'notifications.digest'
            ? false
            : key === 'notifications.digest'
              ? false
              : key === 'delivery.apprisePath'
                ? apprisePath
                : SETTINGS[key].default) as SettingValue<K>,
    },
    environment: () => ({}),
    log: { log: (...line) => void logged.push(JSON.stringify(line)) },
    workerScript: WORKER_SCRIPT,
    privateEnvDir: join(folder, 'none'),
  });
  return notifications;
};
const record = (target: string) => {
  const audit = createAuditLog({
    db,
    clock: realClock,
    enqueue: (event) => notifications.enqueue(event),
    recorded: () => {},
  });
  return db.transaction(() =>
    audit.record({ action: 'dns.health_alert', accountId: null, actor: 'monitor', target, details: {} }),
  )();
};
const add = async (label: string, path: string) => {
  const saved = await notifications.saveTarget({
    label,
    service: 'custom',
    store: 'keychain',
    url: `${receiver.url(path)}?+X-Secret=${SECRET}`,
  });
  if (!saved.ok) throw new Error(saved.message);
  return saved.value.id;
};
const statuses = () => notifications.deliveries.list({ limit: 10_000 }).map(({ status }) => status);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mxm-delivery-'));
  db = openDatabase(join(folder, 'app.sqlite'));
  receiver = await startReceiver();
  logged = [];
  life().subscriptions.set(['dns.health_alert']);
});
afterEach(async () => {
  await notifications.stop();
  db.close();
  await receiver.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('from an event to the receiver', () => {
  it('arrives once, and the warm worker is quick', async () => {
    await add('hook', '/ok');
    notifications.start();
    record('warm-up');
    await until(() => receiver.received.length === 1);
    const started = Date.now();
    for (let index = 0; index < 20; index++) record(`d${index}.example`);
    expect(await notifications.drain(10_000, 'empty')).toBe(true);
    expect(Date.now() - started).toBeLessThan(2_000);
    expect(receiver.received).toHaveLength(21);
    const titles = receiver.received
      .slice(1)
      .map(({ body }) => (JSON.parse(body) as { title: string }).title);
    expect(titles).toEqual(
      Array.from({ length: 20 }, (_, index) => `[MXroute Manager] DNS problem: d${index}.example`),
    );
  });

  it('500 and 429 first, then delivered', async () => {
    await add('500', '/500-once');
    await add('429', '/429-once');
    notifications.start();
    record('example.com');
    const hurry = db.prepare("UPDATE outbox SET next_attempt_at = NULL WHERE status = 'queued'");
    await until(() => {
      if (hurry.run().changes > 0) notifications.wake();
      return statuses().every((status) => status === 'delivered');
    });
    expect(notifications.deliveries.list().map(({ attempts }) => attempts)).toEqual([2, 2]);
  });

  it('a worker killed 4 times while 300 alerts go out: all arrive', async () => {
    await add('one', '/ok/one');
    await add('two', '/ok/two');
    notifications.start();
    for (let index = 0; index < 300; index++) record(`d${index}.example`);
    const hurry = db.prepare("UPDATE outbox SET next_attempt_at = NULL WHERE status = 'queued'");
    let kills = 0;
    await until(() => {
      if (kills < 4 && receiver.received.length > kills * 50 && notifications.workerPid !== undefined) {
        process.kill(notifications.workerPid, 'SIGKILL');
        kills++;
      }
      if (hurry.run().changes > 0) notifications.wake();
      return statuses().every((status) => status === 'delivered');
    }, 50_000);
    expect(kills).toBe(4);
    for (const target of ['one', 'two']) {
      const arrived = receiver.received.filter(({ path }) => path.startsWith(`/ok/${target}`));
      expect(new Set(arrived.map(({ body }) => (JSON.parse(body) as { title: string }).title)).size).toBe(
        300,
      );
      expect(arrived.length).toBeLessThanOrEqual(300 + kills);
    }
  }, 60_000);

  it('stopped in mid-send: the message is not lost, the next life sends it', async () => {
    await add('hang', '/hang');
    notifications.start();
    record('example.com');
    await until(() => receiver.received.length === 1);
    await notifications.stop();
    expect(statuses()).toEqual(['queued']);
    db.prepare('UPDATE outbox SET next_attempt_at = NULL').run();
    life().start();
    await until(() => receiver.received.length === 2);
  });

  it('without Apprise messages wait; once it is there they go', async () => {
    await add('hook', '/ok');
    await notifications.stop();
    const path = process.env.PATH;
    // An interpreter without Apprise in the first place that is looked at does not hide the next one.
    life(join(folder, 'no-such-apprise'));
    notifications.start();
    record('example.com');
    await until(() => statuses()[0] === 'delivered');
    expect(process.env.PATH).toBe(path);
  });
});

describe('tests of targets', () => {
  it('answer with the milliseconds, or why not', async () => {
    const good = await add('good', '/ok');
    await add('bad', '/404');
    const tested = await notifications.testTargets();
    expect(tested).toMatchObject({
      ok: true,
      value: [
        { targetId: good, ok: true, durationMs: expect.any(Number) },
        { ok: false, error: 'The server answered 404: the address does not exist there.' },
      ],
    });
    expect((JSON.parse(receiver.received[0]?.body ?? '{}') as { message: string }).message).toMatch(/test/);
  });
});

describe('a planted secret', () => {
  it('is in nothing that was written or answered', async () => {
    await add('hook', '/401');
    await notifications.saveTarget({
      label: 'refused',
      service: 'custom',
      store: 'keychain',
      url: `nonsense://${SECRET}`,
    });
    notifications.start();
    record('example.com');
    await until(() => statuses()[0] === 'failed');
    const answers = [
      await notifications.listTargets(),
      await notifications.deliveryEngine(),
      await notifications.testTargets(),
      notifications.deliveries.list(),
    ];
    await notifications.stop();
    expect(JSON.stringify(answers)).not.toContain(SECRET);
    expect(logged.join('\n')).not.toContain(SECRET);
    db.pragma('wal_checkpoint(TRUNCATE)');
    for (const file of readdirSync(folder))
      expect(readFileSync(join(folder, file)).includes(SECRET)).toBe(false);
  });
});
