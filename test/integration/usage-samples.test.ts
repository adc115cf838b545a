import { describe, expect, it } from 'vitest';
import { createUsageQueries } from '../../src-main/engine/mailbox-usage/queries.ts';
import type { MailboxDetail } from '../../src-shared/views/mailboxes.ts';
import { DAY, HOUR, START, usageWorld } from './usage-support.ts';

const world = usageWorld();
const { scan } = world;
const MAILBOX = 'info@a.example';
const THRESHOLDS = { storagePercent: 80, sendPercent: 90 };
const ONLY = { only: ['a.example'] };

const count = () =>
  world.db.prepare('SELECT count(*) FROM mailbox_samples WHERE mailbox = ?').pluck().get(MAILBOX);
const detail = (mailbox = MAILBOX): MailboxDetail => {
  const found = createUsageQueries(world.db).detail('default', mailbox, world.now, THRESHOLDS);
  if (!found) throw new Error('no such mailbox');
  return found;
};
/** Samples of one mailbox as hourly scans would have left them, without the scans. */
function addHourly(hours: number, mailbox = MAILBOX): void {
  const insert = world.db.prepare(
    "INSERT INTO mailbox_samples (account_id, mailbox, at, usage_mb) VALUES ('default', ?, ?, ?)",
  );
  world.db.transaction(() => {
    for (let hour = hours; hour > 0; hour--) insert.run(mailbox, START - hour * HOUR, 500);
  })();
}

describe('samples', () => {
  it('are kept raw for 7 days, then one per day, for 400 days', async () => {
    for (let each = 0; each < 4 * 12; each++) await scan(6, ONLY);
    // Thinned at last on 16 January: four old days, eight raw ones, and two readings since.
    expect(count()).toBe(4 + 8 * 4 + 2);
    for (let day = 0; day < 30; day++) await scan(24, ONLY);
    expect(count()).toBe(13 + 30);
    for (let day = 0; day < 400; day++) await scan(24, ONLY);
    expect(count()).toBe(401);
  });

  it('outlive a clock that is years ahead for a day, and are thinned as ever when it is right again', async () => {
    for (let each = 0; each < 4 * 4; each++) await scan(6, ONLY);
    const [right, before] = [world.now, count()];
    world.now += 900 * DAY;
    await scan(0, ONLY);
    expect(count()).toBe(Number(before) + 1);
    world.now = right + 6 * HOUR;
    await scan(0, ONLY);
    // The reading of a time that has not come yet is forgotten.
    expect(count()).toBe(Number(before) + 1);
    for (let each = 0; each < 4 * 12; each++) await scan(6, ONLY);
    expect(count()).toBeLessThan(Number(before) + 4 * 12);
  });

  it('are kept for as long as the settings say, from the next day on', async () => {
    addHourly(20 * 24);
    world.settings.set('retention.samplesRawDays', 2);
    world.settings.set('retention.samplesDays', 30);
    await scan(0, ONLY);
    // Of 16 December to 5 January, 8:00: 18 days with one each, two whole ones, today's eight, and the new one.
    expect(count()).toBe(18 + 48 + 8 + 1);
    world.settings.set('retention.samplesDays', 5);
    await scan(1, ONLY);
    expect(count()).toBe(18 + 48 + 8 + 2);
    await scan(24, ONLY);
    // 1 to 3 January with one each, then 4 and 5 January raw, and today's.
    expect(detail().samples[0]?.at).toBe('2026-01-01T23:00:00.000Z');
    expect(count()).toBe(3 + 24 + 10 + 1);
  });

  it('of 1,000 mailboxes are thinned without holding up the app for 50 ms', { timeout: 60_000 }, async () => {
    world.db.transaction(() => {
      for (let each = 0; each < 1_000; each++) addHourly(24 * 12, `m${each}@a.example`);
    })();
    world.db.pragma('wal_checkpoint(TRUNCATE)');
    const longest = await longestTurnDuring(() => scan(0, ONLY));
    const left = world.db.prepare('SELECT count(*) FROM mailbox_samples').pluck().get() as number;
    expect(left).toBeLessThan(1_000 * 200);
    console.log(`longest turn while thinning: ${longest.toFixed(1)} ms of processor time`);
    expect(longest).toBeLessThan(50);
  });
});

/** Processor time in ms, so that other programs at work on this machine do not count. */
async function longestTurnDuring(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let before = process.cpuUsage();
  let working = true;
  const look = () => {
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    longest = Math.max(longest, (user + system) / 1000);
    if (working) setImmediate(look);
  };
  look();
  await work();
  working = false;
  return longest;
}

describe('the detail of a mailbox', () => {
  it('shows its history, its lines and its forecast', async () => {
    for (let day = 0; day < 5; day++) {
      world.server.setUsage(MAILBOX, { usage: 500 + day * 10 });
      await scan(24);
    }
    const { samples, forecast, ...rest } = detail();
    expect(samples.map(({ usageMb }) => usageMb)).toEqual([500, 510, 520, 530, 540]);
    expect(samples[0]).toEqual({
      at: new Date(START + DAY).toISOString(),
      usageMb: 500,
      quotaMb: 1000,
      sendLimit: 9600,
      sent: 0,
    });
    expect(forecast?.mbPerDay).toBeCloseTo(10);
    expect(forecast?.daysUntilFull).toBeCloseTo(46);
    expect(rest).toMatchObject({
      account: 'default',
      mailbox: MAILBOX,
      quotaPercent: 54,
      sendPercent: 0,
      storageThreshold: 80,
      sendThreshold: 90,
      alarms: [],
      alarmsSince: {},
    });
  });

  it('shows since when its alarms stand, even when a later scan sees them again', async () => {
    world.server.setUsage(MAILBOX, { usage: 950, sent: 9_500 });
    await scan();
    const since = new Date(world.now).toISOString();
    await scan();
    expect(detail()).toMatchObject({
      alarms: ['storage', 'sends'],
      alarmsSince: { storage: since, sends: since },
    });
  });

  it('has no forecast where the rule for it is not met, and leaves out what was not measured', async () => {
    world.server.setUsage(MAILBOX, { quota: 0 });
    for (let day = 0; day < 6; day++) {
      world.server.setUsage(MAILBOX, { usage: 500 + day });
      await scan(24);
    }
    expect(detail().forecast).toBeNull();
    addHourly(1, 'sales@a.example');
    expect(detail('sales@a.example').samples[0]).toEqual({
      at: new Date(START - HOUR).toISOString(),
      usageMb: 500,
    });
  });

  it('stays small: of ten thousand samples an even choice, the newest among them', async () => {
    await scan(0);
    addHourly(10_000);
    const { samples } = detail();
    expect(samples.length).toBeGreaterThan(1_000);
    expect(samples.length).toBeLessThanOrEqual(2_000);
    expect(samples.at(-1)?.at).toBe(new Date(START).toISOString());
    const gaps = samples.slice(1).map(({ at }, each) => Date.parse(at) - Date.parse(samples[each]?.at ?? ''));
    expect(new Set(gaps).size).toBe(1);
  });

  it('knows it by its name in any case, and no other', async () => {
    await scan();
    expect(detail(' INFO@A.example ').mailbox).toBe(MAILBOX);
    const { detail: find } = createUsageQueries(world.db);
    expect(find('default', 'nobody@a.example', world.now, THRESHOLDS)).toBeUndefined();
    expect(find('second', MAILBOX, world.now, THRESHOLDS)).toBeUndefined();
  });
});
