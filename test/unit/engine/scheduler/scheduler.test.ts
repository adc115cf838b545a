import { describe, expect, it } from 'vitest';
import {
  dueAfterFailure,
  effectiveDue,
  HOUR_MS,
  MINUTE_MS,
  reportsFailure,
} from '../../../../src-main/engine/scheduler/due.ts';
import { createScheduleRepository, neverRun } from '../../../../src-main/engine/scheduler/repository.ts';
import { Scheduler } from '../../../../src-main/engine/scheduler/scheduler.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { tempDb } from '../../../support/temp-db.ts';

const INTERVAL = 24 * HOUR_MS;

function scheduled(options: { lastDue?: (now: number) => number; runMs?: number } = {}) {
  const clock = new FakeClock();
  const schedule = createScheduleRepository(tempDb());
  const runs: number[] = [];
  const ticks: number[] = [];
  let online = true;
  let listener: (online: boolean) => void = () => undefined;
  if (options.lastDue)
    schedule.save({
      ...neverRun('default', 'dns', options.lastDue(clock.now())),
      lastStartedAt: clock.now() - INTERVAL,
    });
  const scheduler = new Scheduler({
    clock,
    random: { next: () => 0.5 },
    network: {
      online: () => online,
      onChange: (added) => {
        listener = added;
        return () => undefined;
      },
    },
    schedule,
    jobs: () => [{ accountId: 'default', monitor: 'dns', intervalMs: INTERVAL }],
    run: async () => {
      const startedAt = clock.now();
      runs.push(startedAt);
      if (options.runMs) await new Promise<void>((resolve) => clock.after(options.runMs ?? 0, resolve));
      schedule.save({ ...neverRun('default', 'dns', startedAt + INTERVAL), lastStartedAt: startedAt });
    },
    ticked: () => ticks.push(clock.now()),
  });
  const setOnline = (value: boolean) => {
    online = value;
    listener(value);
  };
  return { clock, schedule, scheduler, runs, ticks, setOnline };
}

describe('the scheduler', () => {
  it('runs a monitor that never ran at once, then every interval', async () => {
    const { clock, scheduler, runs } = scheduled();
    const start = clock.now();
    scheduler.start();
    await clock.advance(3 * INTERVAL);
    expect(runs.map((time) => time - start)).toEqual([0, INTERVAL, 2 * INTERVAL, 3 * INTERVAL]);
  });

  it('keeps the stored due time over a restart', async () => {
    const { clock, scheduler, runs } = scheduled({ lastDue: (now) => now + 5 * HOUR_MS });
    const start = clock.now();
    scheduler.start();
    await clock.advance(5 * HOUR_MS + MINUTE_MS);
    expect(runs.map((time) => time - start)).toEqual([5 * HOUR_MS]);
  });

  it('runs what is overdue at start once, 10 to 60 s later', async () => {
    const { clock, scheduler, runs } = scheduled({ lastDue: (now) => now - 3 * INTERVAL });
    const start = clock.now();
    scheduler.start();
    await clock.advance(HOUR_MS);
    expect(runs).toHaveLength(1);
    expect((runs[0] ?? 0) - start).toBeGreaterThanOrEqual(10_000);
    expect((runs[0] ?? 0) - start).toBeLessThanOrEqual(60_000);
  });

  it('sleeps through a week and scans once, after the resume has settled', async () => {
    const { clock, scheduler, runs } = scheduled({ lastDue: (now) => now + HOUR_MS });
    scheduler.start();
    await clock.advance(MINUTE_MS);
    clock.jumpTo(clock.now() + 7 * INTERVAL);
    const resumed = clock.now();
    await clock.advance(HOUR_MS);
    expect(runs).toHaveLength(1);
    expect((runs[0] ?? 0) - resumed).toBeGreaterThanOrEqual(10_000);
    expect((runs[0] ?? 0) - resumed).toBeLessThanOrEqual(3 * MINUTE_MS);
  });

  it('waits while offline and scans once, 10 to 60 s after the network is back', async () => {
    const { clock, scheduler, runs, setOnline } = scheduled({ lastDue: (now) => now + HOUR_MS });
    scheduler.start();
    setOnline(false);
    await clock.advance(6 * HOUR_MS);
    expect(runs).toEqual([]);
    const back = clock.now();
    setOnline(true);
    await clock.advance(HOUR_MS);
    expect(runs).toHaveLength(1);
    expect((runs[0] ?? 0) - back).toBeGreaterThanOrEqual(10_000);
    expect((runs[0] ?? 0) - back).toBeLessThanOrEqual(60_000);
  });

  it('never lets two runs of one monitor overlap, however long one takes', async () => {
    const { clock, scheduler, runs } = scheduled({ runMs: 2.5 * INTERVAL });
    const start = clock.now();
    scheduler.start();
    await clock.advance(2.4 * INTERVAL);
    expect(runs).toHaveLength(1);
    await clock.advance(0.2 * INTERVAL);
    expect(runs.map((time) => time - start)).toEqual([0, 2.5 * INTERVAL]);
  });

  it('a clock set back a day leaves no gap longer than one interval, and no flood', async () => {
    const { clock, scheduler, runs } = scheduled({ lastDue: (now) => now + HOUR_MS });
    scheduler.start();
    await clock.advance(MINUTE_MS);
    clock.jumpTo(clock.now() - INTERVAL);
    const start = clock.now();
    await clock.advance(INTERVAL + 2 * MINUTE_MS);
    expect(runs).toHaveLength(1);
    expect((runs[0] ?? 0) - start).toBeLessThanOrEqual(INTERVAL + 2 * MINUTE_MS);
  });

  it('a clock put right after a start does not stretch the pause before an overdue scan', async () => {
    const { clock, scheduler, runs } = scheduled({ lastDue: (now) => now - 20 * INTERVAL });
    scheduler.start();
    clock.jumpTo(clock.now() - 10 * INTERVAL);
    const start = clock.now();
    await clock.advance(INTERVAL);
    expect(runs).toHaveLength(1);
    expect((runs[0] ?? 0) - start).toBeLessThanOrEqual(2 * MINUTE_MS);
  });

  it('a clock set forward a day runs once, not once per missed hour', async () => {
    const { clock, scheduler, runs } = scheduled({ lastDue: (now) => now + HOUR_MS });
    scheduler.start();
    clock.jumpTo(clock.now() + INTERVAL);
    await clock.advance(2 * HOUR_MS);
    expect(runs).toHaveLength(1);
  });

  it('tells a run that ends before any timer that the computer slept meanwhile', async () => {
    const { clock, scheduler } = scheduled({ lastDue: (now) => now + HOUR_MS });
    scheduler.start();
    const before = scheduler.interruptions();
    await clock.advance(30_000);
    expect(scheduler.interruptions()).toBe(before);
    clock.jumpTo(clock.now() + 20 * MINUTE_MS);
    expect(scheduler.interruptions()).toBe(before + 1);
    expect(scheduler.interruptions()).toBe(before + 1);
  });

  it('tells a run that the network went and came back meanwhile', async () => {
    const { clock, scheduler, setOnline } = scheduled({ lastDue: (now) => now + HOUR_MS });
    scheduler.start();
    const before = scheduler.interruptions();
    await clock.advance(30_000);
    setOnline(false);
    setOnline(true);
    expect(scheduler.interruptions()).toBe(before + 1);
  });

  it('a clock set back is no interruption, neither then nor later', async () => {
    const { clock, scheduler } = scheduled({ lastDue: (now) => now + HOUR_MS });
    scheduler.start();
    const before = scheduler.interruptions();
    clock.jumpTo(clock.now() - INTERVAL);
    await clock.advance(10 * MINUTE_MS);
    expect(scheduler.interruptions()).toBe(before);
  });

  it('wakes up at most once a minute when idle', async () => {
    const { clock, scheduler } = scheduled({ lastDue: (now) => now + 20 * HOUR_MS });
    let wakeUps = 0;
    const after = clock.after.bind(clock);
    clock.after = (ms, run) => {
      wakeUps += 1;
      return after(ms, run);
    };
    scheduler.start();
    await clock.advance(10 * HOUR_MS);
    expect(wakeUps).toBeLessThanOrEqual(602);
  });

  it('ticks every minute while nothing is due, for what else follows the time', async () => {
    const { clock, scheduler, ticks } = scheduled({ lastDue: (now) => now + 20 * HOUR_MS });
    const start = clock.now();
    scheduler.start();
    await clock.advance(3 * MINUTE_MS);
    expect(ticks.map((time) => (time - start) / MINUTE_MS)).toEqual([1, 2, 3]);
  });

  it('starts nothing after it was stopped', async () => {
    const { clock, scheduler, runs } = scheduled({ lastDue: (now) => now + HOUR_MS });
    scheduler.start();
    await scheduler.stop();
    await clock.advance(INTERVAL);
    expect(runs).toEqual([]);
  });
});

describe('due times', () => {
  it.each([
    ['never scheduled', undefined, 0],
    ['overdue', -5, -5],
    ['in time', 5, 5],
    ['further away than one interval', 500, 100],
  ])('%s', (_, stored, expected) => {
    expect(effectiveDue(stored === undefined ? undefined : 1000 + stored, 1000, 100) - 1000).toBe(expected);
  });

  it('after failures in a row: 2, 10, 30, 60, 60 … minutes, never longer than the interval', () => {
    const minutes = [1, 2, 3, 4, 9].map((failures) => dueAfterFailure(failures, 0, INTERVAL) / MINUTE_MS);
    expect(minutes).toEqual([2, 10, 30, 60, 60]);
    expect(dueAfterFailure(9, 0, 5 * MINUTE_MS)).toBe(5 * MINUTE_MS);
  });

  it.each([
    [1, 'timeout', false, false],
    [2, 'timeout', false, false],
    [3, 'timeout', false, true],
    [4, 'timeout', true, false],
    [1, 'unauthorized', false, true],
    [2, 'unauthorized', true, false],
    [1, undefined, false, false],
  ])('failure %i (%s), reported before: %s → told: %s', (failures, code, before, expected) => {
    expect(reportsFailure(failures, code, before)).toBe(expected);
  });
});
