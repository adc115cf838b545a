import { describe, expect, it, onTestFinished } from 'vitest';
import { createEngine, type Engine } from '../../src-main/engine/engine.ts';
import type { MonitorName } from '../../src-shared/monitors.ts';
import { createFleet } from '../simulator/fleet.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { SimulatedInternet } from '../support/simulated-internet.ts';
import { tempFolder } from '../support/temp-db.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const LATENCY_MS = 200;
/** What MXroute documents per minute, and what the app leaves to others of it. */
const READS = 100;
const RESERVED = 20;

interface Day {
  engine: Engine;
  clock: FakeClock;
  internet: SimulatedInternet;
  /** Monitor and outcome of each scan that ended. */
  scans: { monitor: MonitorName; state: string; message: string | null; at: number }[];
  /** Reads of the other tool that were refused. */
  othersRefused: number;
  stop(): Promise<void>;
}

/** The whole engine, its account of 300 domains on the other side, and virtual time. */
async function startDay(
  settings: Record<string, number>,
  othersPerMinute: number,
  mailboxes = 3_000,
): Promise<Day> {
  const fleet = createFleet({ domains: 300, mailboxes });
  fleet.account.quotaBytes = 0;
  const clock = new FakeClock();
  const internet = new SimulatedInternet({ ...fleet, clock, latencyMs: LATENCY_MS });
  const secrets = new Map<string, string>();
  const engine = await createEngine({
    dataDir: tempFolder('mxm-day-'),
    shell: 'headless',
    processEnvironment: { MXM_DNS_SERVERS: '192.0.2.53,192.0.2.54' },
    clock,
    random: { next: () => 0.5 },
    internet,
    keychain: () => ({
      state: async () => ({ usable: true }),
      get: async (name) => secrets.get(name),
      set: async (name, secret) => void secrets.set(name, secret),
      delete: async (name) => void secrets.delete(name),
    }),
  });
  // What a power cut would lose is of no interest here.
  engine.parts.db.pragma('synchronous = OFF');
  const day: Day = {
    engine,
    clock,
    internet,
    scans: [],
    othersRefused: 0,
    stop: () => inTime(clock, engine.stop(0)),
  };
  engine.subscribe((message) => {
    if (message.topic !== 'scan' || message.progress.state === 'running') return;
    const { monitor, state, message: text } = message.progress;
    day.scans.push({ monitor, state, message: text, at: clock.now() });
  });
  onTestFinished(() => day.stop());

  const { server, username, apiKey } = fleet.account;
  const saved = await inTime(clock, engine.call('account.save', { server, username, apiKey }));
  if (!saved.ok) throw new Error(saved.message);
  for (const [key, value] of Object.entries(settings)) {
    const set = await inTime(clock, engine.call('settings.set', { key, value }));
    if (!set.ok) throw new Error(set.message);
  }
  // Another tool of the user's, all day long.
  const others = () => {
    for (let read = 0; read < othersPerMinute; read++) if (!internet.otherRead().allowed) day.othersRefused++;
    clock.after(MINUTE + SECOND, others);
  };
  others();
  await inTime(clock, engine.start());
  return day;
}

/** Lets time pass until it is done. */
async function inTime<T>(clock: FakeClock, work: Promise<T>): Promise<T> {
  let isDone = false;
  const done = () => {
    isDone = true;
  };
  work.then(done, done);
  while (!isDone) await clock.advance(10);
  return work;
}

/** The most requests in any minute, wherever it begins. */
function busiestMinute(arrivals: readonly number[]): number {
  let most = 0;
  let from = 0;
  for (const [index, at] of arrivals.entries()) {
    while (at - (arrivals[from] ?? 0) >= MINUTE) from++;
    most = Math.max(most, index - from + 1);
  }
  return most;
}

const count = ({ scans }: Day, monitor: MonitorName) =>
  scans.filter((scan) => scan.monitor === monitor).length;

describe('a day of an account with 300 domains', () => {
  it.each([
    ['with 3,000 mailboxes, at the default intervals,', {}, 3_000, { dns: 1, usage: 2, quota: 2, watch: 2 }],
    [
      // A list is one request, however long it is: a tenth of the mailboxes costs as many.
      'with the usage read every hour,',
      { 'usage.intervalHours': 1 },
      300,
      { dns: 1, usage: 24, quota: 24, watch: 2 },
    ],
  ])('%s stays inside the budget', async (_what, settings, mailboxes, expected) => {
    const day = await startDay(settings, RESERVED, mailboxes);
    const { clock, internet, engine } = day;
    await clock.advance(24 * HOUR - MINUTE);

    expect(internet.refused, 'answered with 429').toBe(0);
    expect(day.othersRefused, 'the other tool was refused').toBe(0);
    expect(busiestMinute(internet.arrivals)).toBeLessThanOrEqual(READS - RESERVED);
    expect(day.scans.filter(({ state }) => state !== 'done')).toEqual([]);
    for (const [monitor, times] of Object.entries(expected))
      expect(count(day, monitor as MonitorName)).toBe(times);
    const events = await engine.call('events.list', { limit: 200 });
    const actions = events.ok ? events.value.events.map(({ action }) => action) : [];
    expect(actions.filter((action) => action !== 'settings.update')).toEqual([]);
  });

  it('a person at the window is served at once, in the middle of all of it', async () => {
    const { clock, internet, engine } = await startDay({}, RESERVED / 2);
    await clock.advance(5 * MINUTE + 10 * SECOND);
    const [account] = engine.parts.accounts.active();
    if (!account) throw new Error('no account');
    const api = engine.parts.pool.api(account);
    const took: number[] = [];
    for (let index = 1; index <= 10; index++) {
      const askedAt = clock.now();
      const name = `customer-${String(index).padStart(4, '0')}.example`;
      await inTime(clock, api.listMailboxes(name, { priority: 'interactive', consumer: 'window' }));
      took.push(clock.now() - askedAt);
      await clock.advance(3 * SECOND);
    }
    expect(Math.max(...took)).toBeLessThanOrEqual(LATENCY_MS + 20);
    expect(internet.arrivals.length).toBeGreaterThan(5 * 50);
    expect(internet.refused).toBe(0);
  });
});
