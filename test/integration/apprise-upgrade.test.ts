import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAuditLog } from '../../src-main/engine/audit/log.ts';
import { createEventQueries } from '../../src-main/engine/audit/query.ts';
import type { FoundApprise } from '../../src-main/engine/notifications/apprise/discovery.ts';
import { AppriseEngine } from '../../src-main/engine/notifications/apprise/engine.ts';
import type { OutgoingMessage } from '../../src-main/engine/notifications/channel.ts';
import type { Notifications } from '../../src-main/engine/notifications/notifications.ts';
import { createNotifications } from '../../src-main/engine/notifications/service.ts';
import type { Clock } from '../../src-main/engine/ports.ts';
import { type Db, openDatabase } from '../../src-main/engine/storage/open.ts';
import { SETTINGS, type SettingKey, type SettingValue } from '../../src-shared/settings.ts';
import { apprisePythons } from '../support/apprise-pythons.ts';
import { type Receiver, realClock, startReceiver, until, WORKER_SCRIPT } from '../support/delivery.ts';
import { tempFolder } from '../support/temp-db.ts';
import { MemoryKeychain } from '../unit/engine/notifications/harness.ts';

const message: OutgoingMessage = { title: 'Title', body: 'Body', type: 'info' };
const SECOND = 1_000;

let receiver: Receiver;
let offset = 0;
/** Real timers, and a wall clock that can be moved on. */
const clock: Clock = { now: () => Date.now() + offset, after: realClock.after };

beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());
beforeEach(() => {
  offset = 0;
  receiver.received.length = 0;
});

/** An environment as pipx or venv make one: a Python of its own, and the package that it imports. */
function environment({ path, packageFile = '' }: FoundApprise) {
  const folder = join(tempFolder('mxm-upgrade-'), 'env');
  const [bin, site] = [join(folder, 'bin'), join(folder, 'site')];
  // A wrapper would set a PYTHONPATH of its own.
  const python = execFileSync(path, ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();
  const place = (version: string) => {
    cpSync(dirname(packageFile), join(site, 'apprise'), { recursive: true, dereference: true });
    const first = join(site, 'apprise', '__init__.py');
    const text = readFileSync(first, 'utf8').replace(
      /__version__ = (['"]).*?\1/,
      `__version__ = "${version}"`,
    );
    writeFileSync(first, text);
  };
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'python3'), `#!/bin/sh\nPYTHONPATH='${site}' exec '${python}' "$@"\n`);
  chmodSync(join(bin, 'python3'), 0o755);
  return {
    python: join(bin, 'python3'),
    /** As pip does it: the old one is taken away, then the new one is put there. */
    upgrade(version: string) {
      rmSync(join(site, 'apprise'), { recursive: true, force: true });
      place(version);
    },
    loseThePackage: () => renameSync(join(site, 'apprise'), join(site, 'away')),
    remove: () => renameSync(folder, `${folder}-away`),
    putBack: () => renameSync(`${folder}-away`, folder),
    place,
  };
}

const found = await apprisePythons();

describe.each(found)('Apprise $version is upgraded, removed and comes back while the app runs', (one) => {
  let env: ReturnType<typeof environment>;
  let engine: AppriseEngine;
  let changes: number;
  beforeEach(async () => {
    vi.stubEnv('PATH', '/nonexistent');
    env = environment(one);
    env.place('1.9.91');
    changes = 0;
    engine = new AppriseEngine({
      clock,
      log: { log: () => {} },
      workerScript: WORKER_SCRIPT,
      places: () => ({ settingsPath: env.python, privateEnvDir: '/nonexistent' }),
      changed: () => changes++,
    });
    await engine.ensure();
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await engine.stop();
  });
  const send = (path = '/ok', lane = 'a') => engine.send(receiver.url(path), message, lane);

  it('without a change the worker goes on', async () => {
    expect(await send()).toMatchObject({ ok: true });
    const pid = engine.workerPid;
    offset += 3_600 * SECOND;
    expect(await send()).toMatchObject({ ok: true });
    await engine.ensure();
    expect(engine.workerPid).toBe(pid);
    expect(engine.status()).toMatchObject({ state: 'worker', version: '1.9.91' });
  });

  it('upgraded: the next message goes through the new one, and the panel says so', async () => {
    expect(await send()).toMatchObject({ ok: true });
    const pid = engine.workerPid;
    env.upgrade('1.9.92');
    offset += 6 * SECOND;
    changes = 0;
    expect(await send()).toMatchObject({ ok: true });
    expect(engine.status()).toMatchObject({ version: '1.9.92', worker: { state: 'running', restarts: 0 } });
    expect(engine.workerPid).not.toBe(pid);
    expect(changes).toBeGreaterThan(0);
    expect(receiver.received).toHaveLength(2);
  });

  it('what is under way ends before the worker is replaced: nothing is lost, nothing arrives twice', async () => {
    expect(await send()).toMatchObject({ ok: true });
    const slow = send('/slow', 'slow');
    await until(() => receiver.received.length === 2);
    env.upgrade('1.9.92');
    offset += 6 * SECOND;
    const next = send('/ok');
    expect(await slow).toMatchObject({ ok: true });
    expect(await next).toMatchObject({ ok: true });
    expect(engine.status().version).toBe('1.9.92');
    expect(receiver.received.map(({ path }) => path)).toEqual(['/ok', '/slow', '/ok']);
  });

  it('a worker whose files are taken away says that it knows no service: no reason to give an alert up', async () => {
    await engine.prewarm([]);
    env.loseThePackage();
    const outcome = await send();
    // Old ones have loaded all they need, newer ones look only now.
    expect(outcome.ok || !outcome.permanent).toBe(true);
    offset += 31 * SECOND;
    expect(await send()).toMatchObject({ ok: true });
  });

  it('removed: says that it is missing, and what to do; put back: delivers', async () => {
    expect(await send()).toMatchObject({ ok: true });
    env.remove();
    offset += 6 * SECOND;
    await engine.ensure();
    expect(engine.status()).toMatchObject({
      state: 'missing',
      version: null,
      services: null,
      worker: null,
      remedy: expect.stringMatching(/Install Apprise/),
    });
    expect(await send()).toMatchObject({ ok: false, permanent: false, unavailable: true });
    env.putBack();
    offset += 31 * SECOND;
    expect(await send()).toMatchObject({ ok: true });
    expect(engine.status()).toMatchObject({ state: 'worker', version: '1.9.91' });
  });

  it('removed and killed: the worker cannot come back, and that is noticed by the next message', async () => {
    expect(await send()).toMatchObject({ ok: true });
    env.remove();
    process.kill(engine.workerPid ?? 0, 'SIGKILL');
    await until(() => engine.status().worker?.state !== 'running');
    expect(await send()).toMatchObject({ ok: false, permanent: false });
    await engine.ensure();
    expect(engine.status().state).toBe('missing');
    env.putBack();
    offset += 31 * SECOND;
    expect(await send()).toMatchObject({ ok: true });
  });
});

describe.each(found)('alerts while Apprise $version is away', (one) => {
  let db: Db;
  let notifications: Notifications;
  let env: ReturnType<typeof environment>;
  beforeEach(() => {
    vi.stubEnv('PATH', '/nonexistent');
    env = environment(one);
    env.place('1.9.91');
    db = openDatabase(join(tempFolder(), 'app.sqlite'));
    const events = createEventQueries(db);
    const given: Partial<Record<SettingKey, unknown>> = {
      'notifications.enabled': true,
      'delivery.apprisePath': env.python,
    };
    notifications = createNotifications({
      db,
      clock,
      random: { next: Math.random },
      keychain: new MemoryKeychain(),
      audit: () => audit,
      event: events.get,
      settings: {
        get: <K extends SettingKey>(key: K) => (given[key] ?? SETTINGS[key].default) as SettingValue<K>,
      },
      environment: () => ({}),
      log: { log: () => {} },
      workerScript: WORKER_SCRIPT,
      privateEnvDir: '/nonexistent',
    });
    const audit = createAuditLog({
      db,
      clock,
      enqueue: (event) => notifications.enqueue(event),
      recorded: () => {},
    });
    record = (target: string) =>
      db.transaction(() =>
        audit.record({ action: 'dns.health_alert', accountId: null, actor: 'monitor', target, details: {} }),
      )();
    notifications.subscriptions.set(['dns.health_alert']);
  });
  let record: (target: string) => unknown;
  afterEach(async () => {
    vi.unstubAllEnvs();
    await notifications.stop();
    db.close();
  });

  it('wait, say why, and are delivered once when it is back', async () => {
    const url = receiver.url('/ok');
    await notifications.saveTarget({ label: 'Hook', service: 'custom', store: 'database', url });
    notifications.start();
    record('first.example');
    await until(() => receiver.received.length === 1);
    env.remove();
    offset += 6 * SECOND;
    record('second.example');
    record('third.example');
    await until(() => notifications.deliveries.list({ status: 'queued' }).some(({ lastError }) => lastError));
    expect((await notifications.deliveryEngine()).state).toBe('missing');
    expect(notifications.deliveries.list({ status: 'queued' }).at(-1)?.lastError).toMatch(
      /Apprise.*not found/,
    );
    env.putBack();
    offset += 31 * SECOND;
    expect((await notifications.deliveryEngine()).state).toBe('worker');
    await until(() => receiver.received.length === 3);
    expect(await notifications.drain(5_000, 'empty')).toBe(true);
    expect(receiver.received.map(({ body }) => (JSON.parse(body) as { title: string }).title)).toEqual([
      '[MXroute Manager] DNS problem: first.example',
      '[MXroute Manager] DNS problem: second.example',
      '[MXroute Manager] DNS problem: third.example',
    ]);
  });
});
