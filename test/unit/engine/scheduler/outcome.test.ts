import { describe, expect, it } from 'vitest';
import { createAuditLog } from '../../../../src-main/engine/audit/log.ts';
import { createEventQueries } from '../../../../src-main/engine/audit/query.ts';
import type { MonitorRun } from '../../../../src-main/engine/monitor.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../src-main/engine/scheduler/due.ts';
import { createOutcomeRecorder } from '../../../../src-main/engine/scheduler/outcome.ts';
import { createScheduleRepository } from '../../../../src-main/engine/scheduler/repository.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { tempDb } from '../../../support/temp-db.ts';

const INTERVAL = 24 * HOUR_MS;
type Ending = Pick<MonitorRun, 'ok' | 'cancelled'> & { errorCode?: string };
const FINE: Ending = { ok: true, cancelled: false };
const BROKEN: Ending = { ok: false, cancelled: false, errorCode: 'timeout' };
const REFUSED: Ending = { ok: false, cancelled: false, errorCode: 'unauthorized' };
const CANCELLED: Ending = { ok: false, cancelled: true };

/** Plays the endings one after the other and tells what the log has after each. */
function play(endings: Ending[], { minutesBetween = 0, minutes = [] as number[] } = {}) {
  const db = tempDb();
  const clock = new FakeClock();
  const audit = createAuditLog({ db, clock, enqueue: () => undefined, recorded: () => undefined });
  const schedule = createScheduleRepository(db);
  const record = createOutcomeRecorder(db, schedule, audit);
  const now = clock.now();
  for (const [index, ending] of endings.entries()) {
    const startedAt = now + (minutes[index] ?? index * minutesBetween) * MINUTE_MS;
    const run: MonitorRun = {
      monitor: 'dns',
      message: 'what happened',
      durationMs: 5,
      requests: 1,
      events: [],
      ...ending,
    };
    record({
      accountId: 'default',
      monitor: 'dns',
      run,
      startedAt,
      now: startedAt + 5,
      intervalMs: INTERVAL,
    });
  }
  const events = createEventQueries(db).list({ limit: 100 }).reverse();
  const actions = events.map(({ action }) => action);
  const details = events.map((event) => event.details);
  const row = schedule.get('default', 'dns');
  return { actions, details, row, start: now, dueIn: (row?.dueAt ?? 0) - now };
}

describe('what becomes of a finished run', () => {
  it.each<[string, Ending[], string[]]>([
    ['one that ran', [FINE], []],
    ['one or two hiccups', [BROKEN, BROKEN], []],
    ['two hiccups, one that ran, two hiccups', [BROKEN, BROKEN, FINE, BROKEN, BROKEN], []],
    ['three in a row', [BROKEN, BROKEN, BROKEN], ['monitor.failed']],
    ['ten in a row', Array<Ending>(10).fill(BROKEN), ['monitor.failed']],
    ['refused credentials, at once', [REFUSED], ['monitor.failed']],
    ['refused after hiccups', [BROKEN, REFUSED, REFUSED], ['monitor.failed']],
    ['the next that can run', [REFUSED, FINE, FINE], ['monitor.failed', 'monitor.recovered']],
    ['cancelled in between counts for nothing', [BROKEN, CANCELLED, BROKEN], []],
    [
      'failed, recovered, failed',
      [REFUSED, FINE, REFUSED],
      ['monitor.failed', 'monitor.recovered', 'monitor.failed'],
    ],
  ])('%s', (_, endings, expected) => {
    expect(play(endings).actions).toEqual(expected);
  });

  it('begins a new row after a pause that no schedule makes, and keeps the recovery that is owed', () => {
    const hour = 60;
    const year = 365 * 24 * hour;
    const month = 31 * 24 * hour;
    const at = (endings: Ending[], minutes: number[]) => play(endings, { minutes });
    const paused = at([BROKEN, BROKEN, BROKEN], [0, 2, year]);
    expect(paused.actions).toEqual([]);
    expect(paused.row).toMatchObject({ failures: 1, failingSince: paused.start + year * MINUTE_MS });
    expect(at([BROKEN, BROKEN, BROKEN, BROKEN, BROKEN], [0, 2, year, year + 2, year + 12]).actions).toEqual([
      'monitor.failed',
    ]);
    // Somebody's own monthly schedule.
    expect(at([BROKEN, BROKEN, BROKEN], [0, month, 2 * month]).actions).toEqual(['monitor.failed']);
    expect(at([REFUSED, BROKEN, FINE], [0, year, year + 2]).actions).toEqual([
      'monitor.failed',
      'monitor.recovered',
    ]);
  });

  it('names no beginning that has not come when the clock was a year ahead', () => {
    const { details } = play([REFUSED, FINE], { minutes: [365 * 24 * 60, 0] });
    expect(details.map(({ since }) => typeof since)).toEqual(['string', 'undefined']);
  });

  it('sets the next due time from the start, and sooner after a failure', () => {
    expect(play([FINE]).dueIn).toBe(INTERVAL);
    expect(play([BROKEN]).dueIn).toBe(2 * MINUTE_MS + 5);
    expect(play([BROKEN, BROKEN]).dueIn).toBe(10 * MINUTE_MS + 5);
    expect(play([CANCELLED]).dueIn).toBe(INTERVAL);
  });

  it('a cancelled extra scan leaves the scheduled one at its time, and is not shown as a check', () => {
    const { row, dueIn } = play([FINE, CANCELLED], { minutesBetween: 10 });
    expect(dueIn).toBe(INTERVAL);
    expect(row).toMatchObject({ lastOk: true, lastMessage: 'what happened' });
    expect((row?.lastStartedAt ?? 0) - (row?.lastFinishedAt ?? 0)).toBe(10 * MINUTE_MS - 5);
  });

  it('keeps what the window shows of the last run', () => {
    expect(play([BROKEN]).row).toMatchObject({ lastOk: false, lastMessage: 'what happened', failures: 1 });
    expect(play([BROKEN, FINE]).row).toMatchObject({ lastOk: true, failures: 0, failingSince: null });
  });
});
