import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAuditLog } from '../../src-main/engine/audit/log.ts';
import { createEventQueries } from '../../src-main/engine/audit/query.ts';
import { discoverApprise } from '../../src-main/engine/notifications/apprise/discovery.ts';
import type { Notifications } from '../../src-main/engine/notifications/notifications.ts';
import { createNotifications } from '../../src-main/engine/notifications/service.ts';
import { type Db, openDatabase } from '../../src-main/engine/storage/open.ts';
import { SETTINGS, type SettingKey, type SettingValue } from '../../src-shared/settings.ts';
import type { DeliveryEngine, InstallResult } from '../../src-shared/views/delivery-engine.ts';
import {
  deadPort,
  type Receiver,
  realClock,
  startReceiver,
  until,
  WORKER_SCRIPT,
} from '../support/delivery.ts';
import {
  buildWheels,
  type IndexFaults,
  type PythonIndex,
  removeWheels,
  startPythonIndex,
} from '../support/python-index.ts';
import { MemoryKeychain } from '../unit/engine/notifications/harness.ts';

const SECRET = 'INDEX-S3CRET';
const INSTALL_MS = 120_000;
let system: string;
let working: string;
let broken: string;
let folder: string;
let privateEnv: string;
let db: Db;
let receiver: Receiver;
let notifications: Notifications;
let index: PythonIndex | undefined;
let settingsPath: string;
let seen: DeliveryEngine[];
let logged: string[];

beforeAll(async () => {
  system = (await discoverApprise({ settingsPath: '', privateEnvDir: '/nonexistent' }))?.path ?? '';
  working = buildWheels(system);
  broken = buildWheels(system, 'broken');
});
afterAll(() => {
  removeWheels(working);
  removeWheels(broken);
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mxm-install-'));
  privateEnv = join(folder, 'apprise-env');
  mkdirSync(join(folder, 'empty'));
  db = openDatabase(join(folder, 'app.sqlite'));
  receiver = await startReceiver();
  settingsPath = '';
  seen = [];
  logged = [];
  for (const name of Object.keys(process.env)) if (name.startsWith('PIP_')) vi.stubEnv(name, undefined);
  vi.stubEnv('PIP_CONFIG_FILE', process.platform === 'win32' ? 'nul' : '/dev/null');
  vi.stubEnv('PIP_NO_CACHE_DIR', '1');
  // Neither an Apprise nor a Python on PATH: the app looks where Pythons usually are.
  vi.stubEnv('PATH', join(folder, 'empty'));
});
afterEach(async () => {
  await notifications.stop();
  db.close();
  await receiver.close();
  await index?.close();
  index = undefined;
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const life = (): Notifications => {
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
    keychain: new MemoryKeychain(),
    audit: () => audit,
    event: events.get,
    settings: {
      get: <K extends SettingKey>(key: K) =>
        (key === 'notifications.enabled'
          ? true
          : key === 'delivery.apprisePath'
            ? settingsPath
            : SETTINGS[key].default) as SettingValue<K>,
    },
    environment: () => ({}),
    log: { log: (...line) => void logged.push(JSON.stringify(line)) },
    workerScript: WORKER_SCRIPT,
    privateEnvDir: privateEnv,
    changed: (topic) => {
      if (topic === 'engine') void notifications.deliveryEngine().then((view) => seen.push(view));
    },
  });
  notifications.subscriptions.set(['dns.health_alert']);
  return notifications;
};
const record = (target: string) => {
  const audit = createAuditLog({
    db,
    clock: realClock,
    enqueue: (event) => notifications.enqueue(event),
    recorded: () => {},
  });
  db.transaction(() =>
    audit.record({ action: 'dns.health_alert', accountId: null, actor: 'monitor', target, details: {} }),
  )();
};
const addTarget = (path: string) =>
  notifications.saveTarget({ label: 'hook', service: 'custom', store: 'database', url: receiver.url(path) });
const serve = async (wheels: string, faults?: IndexFaults) => {
  index = await startPythonIndex(wheels, SECRET, faults);
  vi.stubEnv('PIP_INDEX_URL', index.url);
  return index;
};
const install = async (): Promise<InstallResult | null> => {
  expect(notifications.installer.start()).toMatchObject({ ok: true });
  return notifications.installer.finished();
};
/** Nothing beside the data that was there before. */
const expectNothingLeft = () =>
  expect(readdirSync(folder).filter((name) => name.startsWith('apprise-env.'))).toEqual([]);
const expectNoSecret = async () =>
  expect(JSON.stringify([seen, logged, await notifications.deliveryEngine()])).not.toContain(SECRET);
const deliveries = () => notifications.deliveries.list({ limit: 100 });

describe('installing Apprise for the app alone', () => {
  it(
    'shows each step; what waited goes out at once, through the new one',
    async () => {
      await serve(working);
      // What a process that was killed in the middle left behind is in nobody's way.
      mkdirSync(`${privateEnv}.new`);
      writeFileSync(join(`${privateEnv}.new`, 'owner'), '999999999');
      life();
      await addTarget('/ok');
      notifications.start();
      record('example.com');
      await until(() => /not found/.test(deliveries()[0]?.lastError ?? ''));
      expect(await notifications.deliveryEngine()).toMatchObject({
        state: 'missing',
        canInstall: 'install',
        remedy: expect.stringMatching(/“Install Apprise”.*engine install/),
      });
      expect(await install()).toMatchObject({
        outcome: 'done',
        message: expect.stringMatching(/^Apprise \d+\.\d+\S* was installed\.$/),
      });
      await until(() => deliveries()[0]?.status === 'delivered');
      expect(receiver.received).toHaveLength(1);
      expect(await notifications.deliveryEngine()).toMatchObject({
        state: 'worker',
        source: 'private',
        path: join(privateEnv, 'bin', 'python3'),
        installing: null,
        lastInstall: { outcome: 'done' },
      });
      const steps = seen.flatMap(({ installing }) => (installing ? [installing.step] : []));
      expect([...new Set(steps)]).toEqual(['environment', 'downloading', 'installing', 'checking']);
      const details = seen.map(({ installing }) => installing?.detail);
      expect(details).toContainEqual(expect.stringMatching(/^apprise 1\.13\.99 \([\d.]+ [kM]B\)$/));
      expect(details).toContainEqual(expect.stringMatching(/^\d+ packages$/));
      expectNothingLeft();
      await expectNoSecret();
    },
    INSTALL_MS,
  );

  it(
    'a second start, here or by another process, changes nothing',
    async () => {
      await serve(working, { hang: true });
      life();
      expect(notifications.installer.start()).toMatchObject({ ok: true });
      expect(notifications.installer.start()).toMatchObject({ ok: false, code: 'busy' });
      await until(() => existsSync(`${privateEnv}.new`));
      const first = notifications;
      const others = join(`${privateEnv}.new`, 'owner');
      writeFileSync(others, String(process.ppid));
      life();
      expect(await install()).toMatchObject({
        outcome: 'failed',
        message: 'Another process of this app is installing Apprise.',
      });
      expect(existsSync(others)).toBe(true);
      await notifications.stop();
      await first.stop();
      expectNothingLeft();
    },
    INSTALL_MS,
  );

  it(
    'cancelled in the middle of a download: nothing is left, and nothing goes on',
    async () => {
      const { asked } = await serve(working, { hang: true });
      life();
      expect(notifications.installer.start()).toMatchObject({ ok: true });
      await until(() => asked.length > 0, 60_000);
      notifications.installer.cancel();
      expect(await notifications.installer.finished()).toMatchObject({ outcome: 'cancelled', remedy: null });
      expectNothingLeft();
      expect(existsSync(privateEnv)).toBe(false);
      await until(() => index?.givenUp === 1);
      expect(await notifications.deliveryEngine()).toMatchObject({
        state: 'missing',
        installing: null,
        canInstall: 'install',
      });
    },
    INSTALL_MS,
  );
});

describe('what cannot be installed', () => {
  it(
    'index out of reach: says so, leaves nothing, and the engine of before delivers',
    async () => {
      vi.stubEnv('PIP_INDEX_URL', `http://ann:${SECRET}@127.0.0.1:${await deadPort()}/simple/`);
      const found = join(folder, 'empty', 'apprise');
      writeFileSync(found, `#!${system}\n`);
      chmodSync(found, 0o755);
      life();
      await addTarget('/ok');
      notifications.start();
      expect(await install()).toMatchObject({
        outcome: 'failed',
        message: 'The Python package index could not be reached.',
        remedy: expect.stringMatching(/internet connection.*HTTPS_PROXY/),
      });
      expectNothingLeft();
      expect(existsSync(privateEnv)).toBe(false);
      record('example.com');
      await until(() => deliveries()[0]?.status === 'delivered');
      expect(await notifications.deliveryEngine()).toMatchObject({ state: 'worker', source: 'path' });
      await expectNoSecret();
    },
    INSTALL_MS,
  );

  it(
    'an Apprise that cannot be imported is refused and removed; the private one of before stays in use',
    async () => {
      await serve(broken);
      mkdirSync(join(privateEnv, 'bin'), { recursive: true });
      const own = join(privateEnv, 'bin', 'python3');
      writeFileSync(own, `#!/bin/sh\nexec ${system} "$@"\n`);
      chmodSync(own, 0o755);
      life();
      expect(await notifications.deliveryEngine()).toMatchObject({ source: 'private' });
      expect(await install()).toMatchObject({
        outcome: 'failed',
        message: 'What was downloaded does not work here and was removed again.',
      });
      expectNothingLeft();
      expect(await notifications.rediscover()).toMatchObject({
        state: 'worker',
        source: 'private',
        path: own,
      });
    },
    INSTALL_MS,
  );

  it(
    'a package that is not what the index promised is not installed',
    async () => {
      await serve(working, { wrongHash: true });
      life();
      expect(await install()).toMatchObject({
        outcome: 'failed',
        message: 'A package arrived damaged and was not installed.',
      });
      expectNothingLeft();
      await expectNoSecret();
    },
    INSTALL_MS,
  );

  it('a Python that turns out unable to make environments', async () => {
    const python = join(folder, 'empty', 'python3');
    writeFileSync(
      python,
      '#!/bin/sh\n[ "$2" = -c ] && echo "python 3 11 1" && exit\necho "The virtual environment was not created successfully because ensurepip is not available."\nexit 1\n',
    );
    chmodSync(python, 0o755);
    life();
    expect(await install()).toMatchObject({
      outcome: 'failed',
      message: 'Python 3.11 is there, but cannot make virtual environments.',
      remedy: expect.stringContaining('sudo apt install python3-venv'),
    });
    expectNothingLeft();
  });

  it('nothing is installed that would not be used', async () => {
    settingsPath = system;
    life();
    expect(await notifications.deliveryEngine()).toMatchObject({ source: 'settings', canInstall: null });
    expect(notifications.installer.start()).toMatchObject({
      ok: false,
      code: 'not_used',
      message: expect.stringContaining('Settings'),
    });
  });
});
