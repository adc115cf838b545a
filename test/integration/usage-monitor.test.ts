import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuditLog } from '../../src-main/engine/audit/log.ts';
import { createUsageMonitor, type UsageMonitor } from '../../src-main/engine/mailbox-usage/monitor.ts';
import { createUsageQueries } from '../../src-main/engine/mailbox-usage/queries.ts';
import type { MonitorRun } from '../../src-main/engine/monitor.ts';
import { createAccountApi } from '../../src-main/engine/mxroute/client.ts';
import type { Clock } from '../../src-main/engine/ports.ts';
import type { Db } from '../../src-main/engine/storage/open.ts';
import type { AuditEvent, MailboxAlertEntry } from '../../src-shared/audit-event.ts';
import { SETTINGS, type SettingKey, type SettingValue } from '../../src-shared/settings.ts';
import { type AccountServer, startAccountServer } from '../simulator/account-server.ts';
import { createAccount } from '../simulator/account-state.ts';
import { addAccount, tempDb } from '../support/temp-db.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 0, 5, 8);
let now: number;
let server: AccountServer;
let db: Db;
let logged: string[];
let settings: Map<SettingKey, unknown>;
let monitor: UsageMonitor;

/** The wall clock of the test; short waits are real, because the sockets are. */
const clock: Clock = {
  now: () => now,
  after(ms, run) {
    const timer = setTimeout(run, ms / 50);
    return { cancel: () => clearTimeout(timer) };
  },
};

beforeEach(async () => {
  now = START;
  logged = [];
  settings = new Map();
  server = await startAccountServer({
    limits: { reads: 100_000 },
    account: createAccount([
      {
        domain: 'a.example',
        mailboxes: [
          { username: 'info', quota: 1000, usage: 500 },
          { username: 'sales', quota: 1000, usage: 500 },
        ],
      },
      { domain: 'b.example', mailboxes: [{ username: 'info', quota: 1000, usage: 500 }] },
      { domain: 'empty.example' },
    ]),
  });
  db = tempDb();
  monitor = createMonitor('default');
});
afterEach(() => server.close());

function createMonitor(accountId: string): UsageMonitor {
  const log = { log: (_level: string, message: string) => void logged.push(message) };
  const { server: host, username, apiKey } = server.account;
  const api = createAccountApi({
    apiUrl: server.url,
    server: host,
    username,
    apiKey: () => apiKey,
    clock,
    random: { next: () => 0 },
    log,
    timeoutMs: 100_000,
  });
  const audit = createAuditLog({ db, clock, enqueue: () => undefined, recorded: () => undefined });
  const get = <K extends SettingKey>(key: K) =>
    (settings.has(key) ? settings.get(key) : SETTINGS[key].default) as SettingValue<K>;
  return createUsageMonitor({ db, accountId, api, audit, settings: { get }, clock, log });
}

async function scan(
  hoursLater = 12,
  options: Partial<Parameters<UsageMonitor['run']>[0]> = {},
): Promise<MonitorRun> {
  now += hoursLater * HOUR;
  return monitor.run({ priority: 'usage', ...options });
}
const rows = () => createUsageQueries(db).listMailboxes('default');
const names = () => rows().map(({ mailbox }) => mailbox);
const alarms = () =>
  rows().flatMap(({ mailbox, alarms: own }) => own.map((measure) => `${mailbox} ${measure}`));
const entries = (event: AuditEvent | undefined) => event?.details.mailboxes as MailboxAlertEntry[];
const actions = (run: MonitorRun) => run.events.map(({ action }) => action);
const everything = () =>
  JSON.stringify(
    ['mailboxes', 'mailbox_alarms', 'mailbox_samples', 'events'].map((table) =>
      db.prepare(`SELECT * FROM ${table}`).all(),
    ),
  );

describe('a scan', () => {
  it('costs one request and one per domain', async () => {
    const run = await scan();
    expect(run).toMatchObject({
      ok: true,
      requests: 4,
      events: [],
      message: '3 mailboxes in 3 domains read.',
    });
    expect(server.count()).toBe(4);
  });

  it('keeps what it read, for the window', async () => {
    await scan();
    expect(names()).toEqual(['info@a.example', 'info@b.example', 'sales@a.example']);
    expect(rows()[0]).toMatchObject({
      quotaMb: 1000,
      usageMb: 500,
      quotaPercent: 50,
      sendPercent: 0,
      alarms: [],
    });
    const { domainSummaries } = createUsageQueries(db);
    server.setUsage('sales@a.example', { usage: 600 });
    await scan();
    expect(domainSummaries('default').get('a.example')).toEqual({
      mailboxes: 2,
      fullest: { mailbox: 'sales@a.example', quotaPercent: 60, usageMb: 600, quotaMb: 1000 },
    });
  });

  it('tells its progress by domain', async () => {
    const steps: string[] = [];
    await scan(0, { onProgress: (done, total, current) => steps.push(`${done}/${total} ${current ?? '-'}`) });
    expect(steps[0]).toBe('0/3 -');
    expect(steps.at(-1)).toMatch(/^3\/3 .*example$/);
  });

  it('alerts for what is full at the first scan, all mailboxes in one event, the fullest first', async () => {
    server.setUsage('info@a.example', { usage: 900 });
    server.setUsage('info@b.example', { usage: 950 });
    const run = await scan();
    expect(actions(run)).toEqual(['mailbox.quota_alert']);
    expect(run.events[0]).toMatchObject({ target: '2 mailboxes', actor: 'monitor', account: 'default' });
    expect(run.events[0]?.details.threshold).toBe(90);
    expect(entries(run.events[0])).toEqual([
      {
        mailbox: 'info@b.example',
        domain: 'b.example',
        value: 950,
        limit: 1000,
        percent: 95,
        since: new Date(now).toISOString(),
      },
      {
        mailbox: 'info@a.example',
        domain: 'a.example',
        value: 900,
        limit: 1000,
        percent: 90,
        since: new Date(now).toISOString(),
      },
    ]);
    expect(run.message).toBe('3 mailboxes in 3 domains read, 1 alert.');
  });

  it('alerts once and recovers once for 91 → 87 → 84, and says since when', async () => {
    const heard: string[][] = [];
    for (const usage of [910, 870, 840]) {
      server.setUsage('info@a.example', { usage });
      heard.push(actions(await scan()));
    }
    expect(heard).toEqual([['mailbox.quota_alert'], [], ['mailbox.quota_recovered']]);
    const events = db.prepare('SELECT details FROM events ORDER BY id').pluck().all() as string[];
    const [alert, recovered] = events.map((text) => JSON.parse(text).mailboxes[0] as MailboxAlertEntry);
    expect(recovered?.since).toBe(alert?.since);
    expect(alarms()).toEqual([]);
  });

  it('holds storage and daily sends apart', async () => {
    server.setUsage('info@a.example', { usage: 999, sent: 9000 });
    expect(actions(await scan())).toEqual(['mailbox.quota_alert', 'mailbox.send_limit_alert']);
    server.setUsage('info@a.example', { sent: 10 });
    expect(actions(await scan())).toEqual(['mailbox.send_limit_recovered']);
    expect(alarms()).toEqual(['info@a.example storage']);
  });

  it('recovers a mailbox that is now unlimited, saying why', async () => {
    server.setUsage('info@a.example', { usage: 950 });
    await scan();
    server.setUsage('info@a.example', { quota: 0 });
    const run = await scan();
    expect(entries(run.events[0])[0]).toMatchObject({ reason: 'now unlimited', value: 950 });
    expect(entries(run.events[0])[0]).not.toHaveProperty('percent', expect.anything());
  });

  it('re-evaluates when the threshold changes', async () => {
    server.setUsage('info@a.example', { usage: 800 });
    expect(actions(await scan())).toEqual([]);
    settings.set('usage.storagePercent', 75);
    expect(actions(await scan())).toEqual(['mailbox.quota_alert']);
    settings.set('usage.storagePercent', 90);
    expect(actions(await scan())).toEqual(['mailbox.quota_recovered']);
  });

  it('keeps the accounts apart', async () => {
    server.setUsage('info@a.example', { usage: 950 });
    await scan();
    addAccount(db, 'second');
    const run = await createMonitor('second').run({ priority: 'usage' });
    expect(actions(run)).toEqual(['mailbox.quota_alert']);
    expect(run.events[0]?.account).toBe('second');
  });
});

describe('what is gone, and what only could not be read', () => {
  beforeEach(async () => {
    server.setUsage('info@b.example', { usage: 950 });
    await scan();
  });

  it('drops a deleted mailbox without a word', async () => {
    server.deleteMailbox('info@b.example');
    expect(actions(await scan())).toEqual([]);
    expect(names()).toEqual(['info@a.example', 'sales@a.example']);
  });

  it('drops the mailboxes of a domain that left the account, without a word', async () => {
    server.deleteDomain('b.example');
    expect(actions(await scan())).toEqual([]);
    expect(alarms()).toEqual([]);
  });

  it.each([
    { kind: 'status', status: 500 },
    { kind: 'status', status: 404 },
    { kind: 'html' },
    { kind: 'empty' },
    { kind: 'close' },
    { kind: 'refuse' },
    { kind: 'data', data: { nothing: true } },
  ] as const)('leaves a domain as it was that answers with %j', async (fault) => {
    server.fault({ path: '/domains/b.example/email-accounts', fault });
    const before = rows().find(({ domain }) => domain === 'b.example');
    server.setUsage('info@a.example', { usage: 920 });
    const run = await scan();
    expect(run.ok).toBe(true);
    expect(actions(run)).toEqual(['mailbox.quota_alert']);
    expect(run.message).toContain('1 domain could not be read and stays as it was (b.example): ');
    expect(rows().find(({ domain }) => domain === 'b.example')).toEqual(before);
    server.clearFaults();
    expect(actions(await scan())).toEqual([]);
  });

  it('does not take a mailbox for deleted that stands in a list with a hole', async () => {
    server.fault({ path: '/domains/b.example/email-accounts', fault: { kind: 'data', data: [null] } });
    expect((await scan()).ok).toBe(true);
    expect(alarms()).toEqual(['info@b.example storage']);
  });

  it('leaves an alarm alone whose numbers cannot be read, and logs that once', async () => {
    const record = {
      username: 'info',
      email: 'info@b.example',
      quota: 'a lot',
      usage: 950,
      limit: 9600,
      sent: 'x',
    };
    server.fault({ path: '/domains/b.example/email-accounts', fault: { kind: 'data', data: [record] } });
    expect(actions(await scan())).toEqual([]);
    expect(actions(await scan())).toEqual([]);
    expect(alarms()).toEqual(['info@b.example storage']);
    expect(logged.filter((line) => line.includes('`quota` is not a number'))).toHaveLength(1);
    expect(logged.filter((line) => line.includes('`sent` is not a number'))).toHaveLength(1);
  });

  it.each([
    [{ kind: 'status', status: 401 }, 'unauthorized'],
    [{ kind: 'status', status: 500 }, 'server_error'],
    [{ kind: 'data', data: [] }, 'empty_list'],
    [{ kind: 'data', data: 'nothing' }, 'malformed'],
    [{ kind: 'empty' }, 'malformed'],
    [{ kind: 'hang' }, 'timeout'],
  ] as const)(
    'a domain list that answers with %j fails the scan and changes nothing',
    async (fault, code) => {
      const before = everything();
      server.fault({ path: '/domains', fault });
      const run = await scan();
      expect(run).toMatchObject({ ok: false, cancelled: false, errorCode: code, events: [] });
      expect(run.message).toMatch(/^[A-Z].*\.$/);
      expect(everything()).toBe(before);
    },
  );

  it('fails where no domain at all could be read', async () => {
    const before = everything();
    server.fault({ path: '/domains/*', fault: { kind: 'status', status: 401 } });
    expect(await scan()).toMatchObject({ ok: false, errorCode: 'unauthorized' });
    expect(everything()).toBe(before);
  });

  it('stops asking where MXroute stops answering', async () => {
    for (let each = 0; each < 40; each++) server.addDomain({ domain: `more-${each}.example` });
    server.fault({ path: '/domains/more-*', fault: { kind: 'status', status: 503 } });
    const run = await scan();
    expect(run.ok).toBe(true);
    expect(run.message).toContain('40 domains could not be read');
    expect(run.requests).toBeLessThan(45);
  });
});

describe('a scan of some domains', () => {
  beforeEach(async () => {
    server.setUsage('info@b.example', { usage: 950 });
    await scan();
  });

  it('asks for these only and forgets no other', async () => {
    const run = await scan(1, { only: ['a.example'] });
    expect(run).toMatchObject({ ok: true, requests: 1 });
    expect(names()).toHaveLength(3);
    expect(alarms()).toEqual(['info@b.example storage']);
  });

  it('judges like the whole scan', async () => {
    server.setUsage('info@b.example', { usage: 100 });
    expect(actions(await scan(1, { only: ['B.example'] }))).toEqual(['mailbox.quota_recovered']);
  });
});

describe('cancelling', () => {
  it('leaves no trace', async () => {
    await scan();
    const before = everything();
    server.setUsage('info@a.example', { usage: 950 });
    server.fault({ path: '/domains/b.example/email-accounts', fault: { kind: 'hang' } });
    const controller = new AbortController();
    const run = scan(12, {
      signal: controller.signal,
      onProgress: (done) => done === 2 && controller.abort(),
    });
    expect(await run).toMatchObject({ ok: false, cancelled: true, events: [] });
    expect(everything()).toBe(before);
  });
});

describe('the sending rate', () => {
  const send = async (minutes: number, sent: number) => {
    server.setUsage('info@a.example', { sent });
    return actions(await scan(minutes / 60));
  };

  it('alerts for the account that was broken into, and says how fast', async () => {
    await send(0, 0);
    server.setUsage('info@a.example', { sent: 350 });
    const run = await scan(1);
    expect(actions(run)).toEqual(['mailbox.send_rate_alert']);
    expect(run.events[0]?.details.threshold).toBe(300);
    expect(entries(run.events[0])[0]).toMatchObject({ mailbox: 'info@a.example', value: 350 });
  });

  it('recovers below half, not before', async () => {
    await send(0, 0);
    await send(60, 350);
    expect(await send(60, 350 + 160)).toEqual([]);
    expect(await send(60, 510 + 140)).toEqual(['mailbox.send_rate_recovered']);
  });

  it('does not judge by readings that are close, or over midnight, and ends when the new day is quiet', async () => {
    await send(0, 0);
    await send(60, 350);
    expect(await send(5, 5000)).toEqual([]);
    expect(await send(8 * 60, 20)).toEqual([]);
    expect(alarms()).toEqual(['info@a.example sendRate']);
    expect(await send(60, 40)).toEqual(['mailbox.send_rate_recovered']);
  });

  it('is silent when switched off, and forgets its alarms', async () => {
    await send(0, 0);
    await send(60, 350);
    settings.set('usage.sendRateEnabled', false);
    expect(await send(60, 5000)).toEqual([]);
    expect(alarms()).toEqual([]);
  });

  it('says nothing because the clock was put right', async () => {
    await send(0, 0);
    await send(120, 250);
    expect(await send(-105, 260)).toEqual([]);
    expect(await send(30, 270)).toEqual([]);
  });
});

describe('inspecting', () => {
  it('answers as `scan usage --json` and keeps nothing', async () => {
    server.setUsage('info@a.example', { usage: 950, sent: 96 });
    server.setUsage('sales@a.example', { quota: 0 });
    server.fault({ path: '/domains/b.example/email-accounts', fault: { kind: 'empty' } });
    const before = everything();
    const result = await monitor.inspect({ priority: 'interactive' });
    expect(result).toMatchObject({
      ok: true,
      value: {
        startedAt: new Date(START).toISOString(),
        requests: 4,
        failedDomains: ['b.example'],
        mailboxes: [
          {
            mailbox: 'info@a.example',
            domain: 'a.example',
            quotaMb: 1000,
            usageMb: 950,
            quotaPercent: 95,
            sendLimit: 9600,
            sent: 96,
            sendPercent: 1,
            suspended: false,
          },
          { mailbox: 'sales@a.example', quotaMb: 0, quotaPercent: null },
        ],
      },
    });
    expect(everything()).toBe(before);
  });

  it('says why it could not', async () => {
    server.fault({ path: '/domains', fault: { kind: 'status', status: 401 } });
    expect(await monitor.inspect({ priority: 'interactive' })).toMatchObject({
      ok: false,
      code: 'unauthorized',
    });
  });
});

describe('samples', () => {
  const count = () =>
    db.prepare('SELECT count(*) FROM mailbox_samples WHERE mailbox = ?').pluck().get('info@a.example');

  it('are kept raw for 7 days, then one per day, for 400 days', async () => {
    for (let each = 0; each < 4 * 12; each++) await scan(6, { only: ['a.example'] });
    // Thinned at last on 16 January: four old days, eight raw ones, and two readings since.
    expect(count()).toBe(4 + 8 * 4 + 2);
    await scan(24 * 30, { only: ['a.example'] });
    expect(count()).toBe(13 + 1);
    now += 402 * DAY;
    await scan(0, { only: ['a.example'] });
    expect(count()).toBe(1);
  });

  it('give the history of a mailbox and its forecast', async () => {
    const { usageHistory, forecast } = createUsageQueries(db);
    for (let day = 0; day < 5; day++) {
      server.setUsage('info@a.example', { usage: 500 + day * 10 });
      await scan(24);
    }
    const history = usageHistory('default', 'info@a.example', now - 2 * DAY);
    expect(history.map(({ usageMb }) => usageMb)).toEqual([520, 530, 540]);
    expect(forecast('default', 'info@a.example', now)?.daysUntilFull).toBeCloseTo(46);
  });
});

describe('faults of this computer', () => {
  it('a database that cannot be written fails the scan with a sentence', async () => {
    db.pragma('query_only = ON');
    expect(await scan()).toMatchObject({ ok: false, message: expect.stringContaining('read-only') });
    db.pragma('query_only = OFF');
  });

  it('an account removed during its scan crashes nothing', async () => {
    db.prepare('DELETE FROM accounts').run();
    expect(await scan()).toMatchObject({ ok: false });
  });
});
