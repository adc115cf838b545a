import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createQuotaMonitor, type QuotaMonitor } from '../../src-main/engine/account-quota/monitor.ts';
import { createQuotaQueries } from '../../src-main/engine/account-quota/queries.ts';
import { createAuditLog } from '../../src-main/engine/audit/log.ts';
import { formatMessage } from '../../src-main/engine/audit/message.ts';
import type { MonitorRun } from '../../src-main/engine/monitor.ts';
import { createAccountApi } from '../../src-main/engine/mxroute/client.ts';
import type { Clock } from '../../src-main/engine/ports.ts';
import type { Db } from '../../src-main/engine/storage/open.ts';
import { SETTINGS, type SettingKey, type SettingValue } from '../../src-shared/settings.ts';
import { type AccountServer, startAccountServer } from '../simulator/account-server.ts';
import { createAccount } from '../simulator/account-state.ts';
import { tempDb } from '../support/temp-db.ts';

const HOUR = 3_600_000;
const GB = 1024 ** 3;
const MAILBOX = 'info@a.example';
let now: number;
let server: AccountServer;
let db: Db;
let settings: Map<SettingKey, unknown>;
let monitor: QuotaMonitor;

/** The wall clock of the test; short waits are real, because the sockets are. */
const clock: Clock = {
  now: () => now,
  after(ms, run) {
    const timer = setTimeout(run, ms / 50);
    return { cancel: () => clearTimeout(timer) };
  },
};

beforeEach(async () => {
  now = Date.UTC(2026, 0, 5, 8);
  settings = new Map();
  server = await startAccountServer({
    limits: { reads: 100_000 },
    account: createAccount([{ domain: 'a.example', mailboxes: [{ username: 'info', usage: 0 }] }]),
  });
  server.account.quotaBytes = 10 * GB;
  db = tempDb();
  const log = { log: () => undefined };
  const { server: host, username, apiKey } = server.account;
  monitor = createQuotaMonitor({
    db,
    accountId: 'default',
    label: 'demo at eagle.mxlogin.com',
    api: createAccountApi({
      apiUrl: server.url,
      server: host,
      username,
      apiKey: () => apiKey,
      clock,
      random: { next: () => 0 },
      log,
      timeoutMs: 20_000,
    }),
    audit: createAuditLog({ db, clock, enqueue: () => undefined, recorded: () => undefined }),
    settings: {
      get: <K extends SettingKey>(key: K) =>
        (settings.has(key) ? settings.get(key) : SETTINGS[key].default) as SettingValue<K>,
    },
    clock,
    log,
    assertCurrent: () => undefined,
  });
});
afterEach(() => server.close());

const use = (gigabytes: number) => server.setUsage(MAILBOX, { usage: gigabytes * 1024 });
async function check(): Promise<MonitorRun> {
  now += 12 * HOUR;
  return monitor.run({ priority: 'usage' });
}
const actions = (run: MonitorRun) => run.events.map(({ action }) => action);
const stored = () => createQuotaQueries(db).views(['default'], 90)[0];
const everything = () =>
  JSON.stringify(['account_quotas', 'events'].map((table) => db.prepare(`SELECT * FROM ${table}`).all()));
const body = (gigabytes: number, more = {}) => ({
  username: 'demo',
  total_used: gigabytes * GB,
  total_limit: 10 * GB,
  breakdown: { email: gigabytes * GB },
  ...more,
});

describe('checking the account’s storage', () => {
  it('costs one request and says what it found', async () => {
    use(2);
    const run = await check();
    expect(run).toMatchObject({ monitor: 'quota', ok: true, requests: 1, events: [] });
    expect(run.message).toBe('2.0 of 10.0 GB used (20.0 %).');
    expect(server.count()).toBe(1);
  });

  it('keeps what it read, for the overview', async () => {
    expect(stored()).toBeUndefined();
    use(9.5);
    await check();
    expect(stored()).toEqual({
      account: 'default',
      usedBytes: 9.5 * GB,
      limitBytes: 10 * GB,
      percent: 95,
      breakdown: { email: 9.5 * GB, web: 0, databases: 0, backups: 0, other: 0 },
      grace: null,
      countedAt: expect.stringMatching(/^2\d{3}-.*Z$/),
      readAt: new Date(now).toISOString(),
      thresholdPercent: 90,
      alarmSince: new Date(now).toISOString(),
    });
  });

  it('alerts once and recovers once for 91 → 87 → 91 → 84 %', async () => {
    const heard: string[][] = [];
    const alertAt = now + 12 * HOUR;
    for (const gigabytes of [9.1, 8.7, 9.1, 8.4]) {
      use(gigabytes);
      heard.push(actions(await check()));
    }
    expect(heard).toEqual([['account.quota_alert'], [], [], ['account.quota_recovered']]);
    const details = db.prepare('SELECT details FROM events ORDER BY id DESC').pluck().get() as string;
    expect(JSON.parse(details)).toMatchObject({ since: new Date(alertAt).toISOString(), threshold: 90 });
    expect(stored()?.alarmSince).toBeNull();
  });

  it('records what a person needs: the account, MB, the unrounded percentage, the threshold', async () => {
    use(9.5);
    const [event] = (await check()).events;
    expect(event).toMatchObject({
      action: 'account.quota_alert',
      account: 'default',
      actor: 'monitor',
      target: 'demo at eagle.mxlogin.com',
      details: { threshold: 90, value: 9728, limit: 10240, percent: 95, since: new Date(now).toISOString() },
    });
  });

  it('goes by its own threshold, at the next check', async () => {
    use(8);
    expect(actions(await check())).toEqual([]);
    settings.set('usage.accountPercent', 75);
    expect(actions(await check())).toEqual(['account.quota_alert']);
    settings.set('usage.accountPercent', 90);
    expect(actions(await check())).toEqual(['account.quota_recovered']);
  });

  it('recovers an account that is now unlimited, saying why', async () => {
    use(9.5);
    await check();
    server.account.quotaBytes = 0;
    const run = await check();
    expect(actions(run)).toEqual(['account.quota_recovered']);
    expect(run.events[0]?.details).toMatchObject({ reason: 'now unlimited', value: 9728 });
    expect(run.events[0]?.details).not.toHaveProperty('limit');
    expect(run.message).toBe('9.5 GB used, unlimited.');
    expect(stored()).toMatchObject({ percent: undefined, limitBytes: 0, alarmSince: null });
  });

  it.each([
    ['without the envelope', { kind: 'text', text: JSON.stringify(body(9.5)) }],
    ['in the envelope', { kind: 'data', data: body(9.5) }],
    [
      'with numbers as strings',
      { kind: 'data', data: body(0, { total_used: `${9.5 * GB}`, total_limit: `${10 * GB}` }) },
    ],
  ] as const)('understands the answer %s', async (_, fault) => {
    server.fault({ path: '/quota', fault });
    expect(actions(await check())).toEqual(['account.quota_alert']);
    expect(stored()).toMatchObject({ usedBytes: 9.5 * GB, limitBytes: 10 * GB, percent: 95 });
  });

  it('tells MXroute’s grace period, in the view and in the alert', async () => {
    const grace_period = { days_remaining: 5, deadline: '2026-01-12' };
    server.fault({ path: '/quota', fault: { kind: 'data', data: body(11, { grace_period }) } });
    const run = await check();
    expect(stored()?.grace).toEqual({ daysRemaining: 5, deadline: '2026-01-12' });
    expect(run.message).toBe('11.0 of 10.0 GB used (110.0 %). MXroute has set a grace period.');
    const [event] = run.events;
    expect(event && formatMessage(event, { now, locale: 'en-GB', timeZone: 'UTC' }).body).toContain(
      'MXroute’s grace period ends in 5 days (2026-01-12).',
    );
  });
});

describe('what could not be read', () => {
  beforeEach(async () => {
    use(9.5);
    await check();
  });

  it.each([
    [{ kind: 'status', status: 500 }, 'server_error'],
    [{ kind: 'status', status: 401 }, 'unauthorized'],
    [{ kind: 'status', status: 404 }, 'not_found'],
    [{ kind: 'data', data: { total_used: 1 } }, 'malformed'],
    [{ kind: 'data', data: body(0, { total_used: 'much' }) }, 'malformed'],
    [{ kind: 'data', data: body(0, { total_limit: null }) }, 'malformed'],
    [{ kind: 'data', data: body(0, { total_used: -1 }) }, 'malformed'],
    [{ kind: 'text', text: '{}' }, 'malformed'],
    [{ kind: 'html' }, 'malformed'],
    [{ kind: 'empty' }, 'malformed'],
    [{ kind: 'refuse' }, 'rejected'],
    [{ kind: 'close' }, 'network'],
    [{ kind: 'hang' }, 'timeout'],
  ] as const)('%j changes nothing and says why', async (fault, code) => {
    const before = everything();
    server.fault({ path: '/quota', fault });
    const run = await check();
    expect(run).toMatchObject({ ok: false, cancelled: false, errorCode: code, events: [] });
    expect(run.message).toMatch(/^[A-Z].*\.$/);
    expect(everything()).toBe(before);
    server.clearFaults();
    expect(actions(await check())).toEqual([]);
  });

  it('cancelling leaves no trace', async () => {
    const before = everything();
    server.fault({ path: '/quota', fault: { kind: 'hang' } });
    const controller = new AbortController();
    const run = monitor.run({ priority: 'interactive', signal: controller.signal });
    controller.abort();
    expect(await run).toMatchObject({ ok: false, cancelled: true, message: 'Cancelled.' });
    expect(everything()).toBe(before);
  });

  it.each([
    ['is as full', 9.5, ['account.quota_alert']],
    ['has room', 1, []],
  ])("the alarm of one login is none of another's, which %s", async (_what, gigabytes, expected) => {
    use(9.5);
    await check();
    expect(stored()?.alarmSince, 'alarm of the first').toBeTruthy();
    db.prepare("UPDATE accounts SET username = 'other'").run();
    use(gigabytes);
    expect(actions(await check())).toEqual(expected);
  });

  it('an account that is gone by then crashes nothing', async () => {
    db.prepare('DELETE FROM accounts').run();
    expect(await check()).toMatchObject({ ok: false });
  });
});
