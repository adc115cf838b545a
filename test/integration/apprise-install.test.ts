import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAuditLog } from '../../src-main/engine/audit/log.ts';
import { createEventQueries } from '../../src-main/engine/audit/query.ts';
import { discoverApprise } from '../../src-main/engine/notifications/apprise/discovery.ts';
import { AppriseEngine } from '../../src-main/engine/notifications/apprise/engine.ts';
import { findPython } from '../../src-main/engine/notifications/apprise/install-python.ts';
import { createNotifications, type Notifications } from '../../src-main/engine/notifications/service.ts';
import { type Db, openDatabase } from '../../src-main/engine/storage/open.ts';
import { SETTINGS, type SettingKey, type SettingValue } from '../../src-shared/settings.ts';
import type { DeliveryEngine, InstallResult } from '../../src-shared/views.ts';
import { runCli, startCli } from '../support/cli.ts';
import {
  buildWheels,
  type IndexFaults,
  type PythonIndex,
  removeWheels,
  startPythonIndex,
} from '../support/python-index.ts';
import { MemoryKeychain } from '../unit/engine/notifications/harness.ts';
import {
  deadPort,
  type Receiver,
  realClock,
  startReceiver,
  until,
  WORKER_SCRIPT,
} from './delivery-support.ts';

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

describe('looking for a Python', () => {
  beforeEach(() => void life());
  const python = (name: string, text: string) => {
    writeFileSync(join(folder, 'empty', name), text);
    chmodSync(join(folder, 'empty', name), 0o755);
  };
  const look = (platform: NodeJS.Platform = 'linux') =>
    findPython({ PATH: join(folder, 'empty') }, platform, []);
  const real = () => `exec ${system} "$@"`;

  it('takes a newer one elsewhere when the first is too old or unable', async () => {
    python('python3', '#!/bin/sh\necho python 3 8 1\n');
    expect(await look()).toMatchObject({
      ok: false,
      problem: { message: 'The only Python found is 3.8; Apprise needs 3.9 or newer.' },
    });
    python('python3.12', `#!/bin/sh\n${real()}\n`);
    expect(await look()).toMatchObject({ ok: true, python: { path: join(folder, 'empty', 'python3.12') } });
  });

  it('tells the exact command where venv is missing', async () => {
    // A real Python without its ensurepip, as Debian has it without python3-venv.
    python(
      'python3',
      `#!/bin/sh\nexec ${system} -I -c 'import sys; sys.modules["ensurepip"] = None; exec(sys.argv[1])' "$3"\n`,
    );
    python('apt-get', '#!/bin/sh\n');
    expect(await look()).toMatchObject({
      ok: false,
      problem: {
        message: expect.stringMatching(/^Python 3\.\d+ is there, but cannot make virtual environments\.$/),
        remedy: expect.stringContaining('“sudo apt install python3-venv”'),
      },
    });
  });

  it('tells the command of each system where there is none', async () => {
    python('brew', '#!/bin/sh\n');
    const remedy = async (platform: NodeJS.Platform) => {
      const found = await look(platform);
      return found.ok ? '' : found.problem.remedy;
    };
    expect(await remedy('darwin')).toContain('“brew install python”');
    expect(await remedy('win32')).toContain('“winget install --id Python.Python.3.13 -e”');
  });
});

describe('replacing what delivers', () => {
  beforeEach(() => void life());

  it('lets a message under way end, holds the next one back, and sends each once', async () => {
    const arrived: string[] = [];
    const slow = createServer((request, response) => {
      request.resume();
      arrived.push(request.url ?? '');
      setTimeout(() => response.end('{}'), 800);
    });
    const port = await new Promise<number>((done) => {
      slow.listen(0, '127.0.0.1', () => done((slow.address() as AddressInfo).port));
    });
    const engine = new AppriseEngine({
      clock: realClock,
      log: { log: () => {} },
      workerScript: WORKER_SCRIPT,
      places: () => ({ bundled: system, settingsPath: '', privateEnvDir: privateEnv }),
      changed: () => {},
    });
    const send = (name: string) =>
      engine.send(`json://127.0.0.1:${port}/${name}`, { title: 'T', body: 'B', type: 'info' }, name);
    const first = send('first');
    await until(() => arrived.length === 1);
    const before = engine.workerPid;
    let atChange: unknown;
    const replaced = engine.replace(async () => {
      atChange = [arrived.length, engine.workerPid, engine.status().state];
    });
    const second = send('second');
    expect(await first).toMatchObject({ ok: true });
    await replaced;
    expect(await second).toMatchObject({ ok: true });
    expect(atChange).toEqual([1, undefined, 'starting']);
    expect(arrived).toEqual(['/first', '/second']);
    expect(engine.workerPid).not.toBe(before);
    await engine.stop();
    slow.close();
  });
});

describe('the command line', () => {
  beforeEach(() => void life());
  const cli = (...args: string[]) =>
    runCli(['engine', ...args], {
      dataDir: join(folder, 'data'),
      env: { PATH: join(folder, 'empty'), PIP_CONFIG_FILE: '/dev/null', PIP_INDEX_URL: index?.url ?? '' },
    });

  it(
    'shows what delivers, and installs it',
    async () => {
      await serve(working);
      const missing = await cli('--json');
      expect(missing.status).toBe(1);
      expect(JSON.parse(missing.stdout)).toMatchObject({ state: 'missing', canInstall: 'install' });
      const installed = await cli('install', '--json');
      expect(installed.status).toBe(0);
      expect(JSON.parse(installed.stdout)).toMatchObject({ state: 'worker', source: 'private' });
      expect(installed.stderr).toMatch(/^downloading$.*^Apprise \S+ was installed\.$/ms);
      expect(installed.stdout + installed.stderr).not.toContain(SECRET);
      expect(await cli('remove')).toMatchObject({ status: 64, stdout: '' });
    },
    INSTALL_MS,
  );

  it(
    'ended by the keyboard, leaves nothing and says so',
    async () => {
      await serve(working, { hang: true });
      const running = startCli(['engine', 'install'], {
        dataDir: join(folder, 'data'),
        env: { PATH: join(folder, 'empty'), PIP_CONFIG_FILE: '/dev/null', PIP_INDEX_URL: index?.url ?? '' },
      });
      await until(() => (index?.asked.length ?? 0) > 0, 60_000);
      running.kill('SIGINT');
      expect(await running.ended).toMatchObject({
        status: 3,
        stderr: expect.stringContaining('The installation was cancelled. Nothing was changed.'),
      });
      expect(readdirSync(join(folder, 'data')).filter((name) => name.startsWith('apprise-env'))).toEqual([]);
    },
    INSTALL_MS,
  );
});
