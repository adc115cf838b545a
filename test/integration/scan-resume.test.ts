import { describe, expect, it, onTestFinished } from 'vitest';
import type { Accounts } from '../../src-main/engine/accounts/accounts.ts';
import { createAuditLog } from '../../src-main/engine/audit/log.ts';
import { createEventQueries } from '../../src-main/engine/audit/query.ts';
import { ChangeFeed } from '../../src-main/engine/feed.ts';
import { createUsageMonitor } from '../../src-main/engine/mailbox-usage/monitor.ts';
import type { MonitorPool } from '../../src-main/engine/monitor-pool.ts';
import { type AccountApi, MxrouteError, type RequestOptions } from '../../src-main/engine/mxroute/api.ts';
import { createNetworkSwitch } from '../../src-main/engine/platform/network.ts';
import { ScanCoordinator } from '../../src-main/engine/scans/scan-coordinator.ts';
import { MINUTE_MS } from '../../src-main/engine/scheduler/due.ts';
import { createScheduleRepository } from '../../src-main/engine/scheduler/repository.ts';
import { createEnvironment } from '../../src-main/engine/settings/environment.ts';
import { createSettingsStore } from '../../src-main/engine/settings/store.ts';
import type { Db } from '../../src-main/engine/storage/open.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { tempDb } from '../support/temp-db.ts';

const DOMAINS = Array.from({ length: 30 }, (_, each) => `d${String(each).padStart(2, '0')}.example`);
const USAGE_MB = 950;
const ALERT = 'mailbox.quota_alert';
const NO_NETWORK = () => new MxrouteError('network', 'Could not reach MXroute (no network).');

/** An account of 30 domains, a full mailbox in each, behind a clock and a network that the test moves. */
function world() {
  const db = tempDb();
  const clock = new FakeClock();
  const network = createNetworkSwitch();
  const asked: string[] = [];
  const state = { reachable: true };
  const answer = async (subject: string, { signal }: RequestOptions): Promise<void> => {
    asked.push(subject);
    await new Promise<void>((resolve) => {
      clock.after(signal?.aborted ? 0 : 1_000, resolve);
      signal?.addEventListener('abort', () => resolve());
    });
    if (signal?.aborted) throw new MxrouteError('cancelled', 'Cancelled.');
    if (!state.reachable) throw NO_NETWORK();
  };
  const api = {
    async listDomains(options: RequestOptions) {
      await answer('domains', options);
      return [...DOMAINS];
    },
    async listMailboxes(domain: string, options: RequestOptions) {
      await answer(domain, options);
      const mailbox = `info@${domain}`;
      const reading = { mailbox, domain, quotaMb: 1000, usageMb: USAGE_MB, sendLimit: 0, sent: 0 };
      const mailboxes = [{ ...reading, suspended: false }];
      return { mailboxes, problems: [], complete: true, readAt: clock.now() };
    },
  } as unknown as AccountApi;
  const engine = startEngine({ db, clock, network, api });
  onTestFinished(() => engine.scans.stop());
  const events = () => createEventQueries(db).list({ limit: 1_000 }).reverse();
  return {
    ...engine,
    db,
    clock,
    network,
    api,
    asked,
    state,
    actions: () => events().map(({ action }) => action),
    /** Mailboxes that were alerted, each as often as it was. */
    alerted: () =>
      events()
        .filter(({ action }) => action === ALERT)
        .flatMap(({ details }) => (details.mailboxes as { mailbox: string }[]).map(({ mailbox }) => mailbox)),
    schedule: () => createScheduleRepository(db).get('default', 'usage'),
    /** In the middle of a scan: the list of domains and some of theirs are read, others are under way. */
    async untilHalfway(): Promise<void> {
      asked.length = 0;
      while (asked.length < 13) await clock.advance(100);
    },
    kept: () => db.prepare('SELECT count(*) FROM scan_answers').pluck().get() as number,
  };
}

interface EngineInput {
  db: Db;
  clock: FakeClock;
  network: ReturnType<typeof createNetworkSwitch>;
  api: AccountApi;
}

function startEngine({ db, clock, network, api }: EngineInput) {
  const log = { log: () => undefined };
  const audit = createAuditLog({ db, clock, enqueue: () => undefined, recorded: () => undefined });
  const environment = createEnvironment('/nowhere/.env', { add: () => undefined } as never, {});
  const settings = createSettingsStore(db, environment, clock);
  settings.set('dns.enabled', false);
  settings.set('watch.enabled', false);
  const usage = createUsageMonitor({
    db,
    accountId: 'default',
    api,
    audit,
    settings,
    clock,
    log,
    assertCurrent: () => undefined,
  });
  const fine = { ok: true, cancelled: false, message: 'fine', durationMs: 0, requests: 0, events: [] };
  const quota = { run: async () => ({ ...fine, monitor: 'quota' as const }) };
  const account = {
    id: 'default',
    label: 'alice',
    server: 'eagle.mxlogin.com',
    username: 'alice',
    apiUrl: 'https://api.mxroute.com',
    fromEnvironment: [],
  };
  const feed = new ChangeFeed();
  const messages: (string | null)[] = [];
  feed.subscribe((message) => {
    if (
      message.topic === 'scan' &&
      message.progress.monitor === 'usage' &&
      message.progress.state !== 'running'
    )
      messages.push(message.progress.message);
  });
  const scans = new ScanCoordinator({
    db,
    clock,
    random: { next: () => 0.5 },
    log,
    audit,
    settings,
    environment,
    accounts: { active: () => [account] } as unknown as Accounts,
    pool: { for: () => ({ usage, quota }) } as unknown as MonitorPool,
    network,
    schedule: createScheduleRepository(db),
    feed,
  });
  scans.start();
  return { scans, messages };
}

const everyMailbox = DOMAINS.map((domain) => `info@${domain}`);
/** Domains whose mailbox is not among these. */
const missing = (mailboxes: readonly string[]) =>
  DOMAINS.filter((domain) => !mailboxes.includes(`info@${domain}`));

describe('a laptop that sleeps in the middle of a scan', () => {
  it('goes on by itself with what is missing: no failure, every alert once', async () => {
    const { clock, state, asked, alerted, actions, schedule, kept, messages, untilHalfway } = world();
    await untilHalfway();
    clock.jumpTo(clock.now() + 20 * MINUTE_MS);
    // The network is slow to come back after the resume.
    state.reachable = false;
    await clock.advance(5_000);
    expect(messages).toEqual([
      expect.stringMatching(/domains are still to be read: Could not reach MXroute \(no network\)\.$/),
    ]);
    expect(schedule()).toMatchObject({ lastOk: null, failures: 0 });
    const readFirst = alerted();
    expect(readFirst.length).toBeGreaterThan(2);
    expect(readFirst.length).toBeLessThan(15);
    expect(kept()).toBe(readFirst.length);

    state.reachable = true;
    asked.length = 0;
    await clock.advance(4 * MINUTE_MS);
    expect(asked.sort()).toEqual(['domains', ...missing(readFirst)].sort());
    expect(alerted().sort()).toEqual(everyMailbox);
    expect(actions()).toEqual([ALERT, ALERT]);
    expect(schedule()).toMatchObject({ lastOk: true, failures: 0 });
    expect(kept()).toBe(0);
  });

  it('for a whole night: what was read the evening before is read again', async () => {
    const { clock, state, asked, alerted, actions, untilHalfway } = world();
    await untilHalfway();
    clock.jumpTo(clock.now() + 9 * 60 * MINUTE_MS);
    state.reachable = false;
    await clock.advance(5_000);
    expect(actions()).toEqual([]);
    state.reachable = true;
    asked.length = 0;
    await clock.advance(4 * MINUTE_MS);
    expect(asked).toHaveLength(31);
    expect(alerted().sort()).toEqual(everyMailbox);
  });

  it('ten times in a row: still no failure, and every alert once', async () => {
    const { clock, state, actions, alerted, schedule, asked } = world();
    for (let sleeps = 0; sleeps < 10; sleeps++) {
      asked.length = 0;
      while (asked.length < 2) await clock.advance(500);
      clock.jumpTo(clock.now() + 5 * MINUTE_MS);
      state.reachable = false;
      await clock.advance(5_000);
      state.reachable = true;
    }
    await clock.advance(5 * MINUTE_MS);
    expect(actions()).not.toContain('monitor.failed');
    expect(alerted().sort()).toEqual(everyMailbox);
    expect(schedule()).toMatchObject({ failures: 0, lastOk: true });
  });
});

describe('a network that goes in the middle of a scan', () => {
  it('is waited for: the scan goes on 10 to 60 s after its return, and nothing failed', async () => {
    const { clock, network, state, asked, alerted, actions, schedule, untilHalfway } = world();
    await untilHalfway();
    state.reachable = false;
    network.set(false);
    await clock.advance(5_000);
    const readFirst = alerted();
    expect(readFirst.length).toBeGreaterThan(2);
    asked.length = 0;
    await clock.advance(30 * MINUTE_MS);
    expect(asked).toEqual([]);
    state.reachable = true;
    network.set(true);
    const back = clock.now();
    await clock.advance(2 * MINUTE_MS);
    expect(asked.sort()).toEqual(['domains', ...missing(readFirst)].sort());
    expect(alerted().sort()).toEqual(everyMailbox);
    expect(actions()).toEqual([ALERT, ALERT]);
    expect(schedule()).toMatchObject({ lastOk: true, failures: 0 });
    const startedAfter = (schedule()?.lastStartedAt ?? 0) - back;
    expect(startedAfter).toBeGreaterThanOrEqual(10_000);
    expect(startedAfter).toBeLessThanOrEqual(60_000);
  });
});

describe('MXroute that goes in the middle of a scan', () => {
  it('the rest is read two minutes later, not at the next interval', async () => {
    const { clock, state, asked, alerted, actions, schedule, untilHalfway } = world();
    await untilHalfway();
    state.reachable = false;
    await clock.advance(5_000);
    expect(schedule()).toMatchObject({ lastOk: false, failures: 1, lastCode: 'network' });
    const readFirst = alerted();
    state.reachable = true;
    asked.length = 0;
    await clock.advance(MINUTE_MS);
    expect(asked).toEqual([]);
    await clock.advance(2 * MINUTE_MS);
    expect(asked.sort()).toEqual(['domains', ...missing(readFirst)].sort());
    expect(alerted().sort()).toEqual(everyMailbox);
    expect(actions()).toEqual([ALERT, ALERT]);
    expect(schedule()).toMatchObject({ lastOk: true, failures: 0 });
  });

  it('fails the monitor only after three runs in a row, and recovers with the rest', async () => {
    const { clock, state, actions, alerted, untilHalfway } = world();
    await untilHalfway();
    state.reachable = false;
    await clock.advance(4 * MINUTE_MS);
    expect(actions()).toEqual([ALERT]);
    await clock.advance(10 * MINUTE_MS);
    expect(actions()).toEqual([ALERT, 'monitor.failed']);
    state.reachable = true;
    await clock.advance(31 * MINUTE_MS);
    expect(actions()).toEqual([ALERT, 'monitor.failed', ALERT, 'monitor.recovered']);
    expect(alerted().sort()).toEqual(everyMailbox);
  });
});

describe('the end of the app in the middle of a scan', () => {
  it('the next start goes on with what is missing', async () => {
    const first = world();
    const { db, clock, network, api, asked } = first;
    await first.untilHalfway();
    const read = first.kept();
    expect(read).toBeGreaterThan(0);
    await first.scans.stop();
    expect(first.actions()).toEqual([]);
    expect(first.kept()).toBe(read);

    await clock.advance(60_000);
    asked.length = 0;
    const second = startEngine({ db, clock, network, api });
    while (first.kept() > 0) await clock.advance(1_000);
    await second.scans.stop();
    expect(asked).toHaveLength(1 + DOMAINS.length - read);
    expect(first.alerted().sort()).toEqual(everyMailbox);
    expect(first.actions()).toEqual([ALERT]);
  });
});

describe('a person who cancels a scan', () => {
  it('has the next one start over', async () => {
    const { clock, scans, kept, asked, actions, untilHalfway } = world();
    await untilHalfway();
    expect(kept()).toBeGreaterThan(0);
    scans.cancel();
    await clock.advance(100);
    expect(kept()).toBe(0);
    expect(actions()).toEqual([]);
    asked.length = 0;
    const { runs } = scans.scanNow('usage');
    await clock.advance(30_000);
    expect((await runs).map(({ ok }) => ok)).toEqual([true, true]);
    expect(asked).toHaveLength(31);
  });
});

describe('asking for a scan', () => {
  it('of the mailboxes reads the account’s storage along with them, of one domain does not', async () => {
    const { clock, scans } = world();
    await clock.advance(30_000);
    const whole = scans.scanNow('usage');
    const some = scans.scanNow('usage', ['d01.example']);
    await clock.advance(60_000);
    expect((await whole.runs).map(({ monitor }) => monitor)).toEqual(['usage', 'quota']);
    expect((await some.runs).map(({ monitor }) => monitor)).toEqual(['usage']);
  });
});
