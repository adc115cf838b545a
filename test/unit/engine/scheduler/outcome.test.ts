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
function play(endings: Ending[], { minutesBetween = 0 } = {}) {
  const db = tempDb();
  const clock = new FakeClock();
  const audit = createAuditLog({ db, clock, enqueue: () => undefined, recorded: () => undefined });
  const schedule = createScheduleRepository(db);
  const record = createOutcomeRecorder(db, schedule, audit);
  const now = clock.now();
  for (const [index, ending] of endings.entries()) {
    const startedAt = now + index * minutesBetween * MINUTE_MS;
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
  const actions = createEventQueries(db)
    .list({ limit: 100 })
    .map(({ action }) => action)
    .reverse();
  const row = schedule.get('default', 'dns');
  return { actions, row, dueIn: (row?.dueAt ?? 0) - now };
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
