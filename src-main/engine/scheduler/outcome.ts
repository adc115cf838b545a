import { MONITOR_LABELS, type MonitorName } from '../../../src-shared/monitors.ts';
import type { AuditLog } from '../audit/entry.ts';
import type { MonitorRun } from '../monitor.ts';
import type { Db } from '../storage/open.ts';
import { dueAfterFailure, dueAfterSuccess, isInARow, reportsFailure } from './due.ts';
import { neverRun, type ScheduleRepository } from './repository.ts';

export interface FinishedRun {
  accountId: string;
  monitor: MonitorName;
  run: MonitorRun;
  startedAt: number;
  now: number;
  intervalMs: number;
}

/**
 * Stores when the monitor runs next and how the last run went, with the event that follows from it
 * (monitor.failed after three in a row or refused credentials, monitor.recovered on the next that could run).
 */
export function createOutcomeRecorder(db: Db, schedule: ScheduleRepository, audit: AuditLog) {
  return db.transaction((finished: FinishedRun): void => {
    const { accountId, monitor, run, startedAt, now, intervalMs } = finished;
    const before = schedule.get(accountId, monitor) ?? neverRun(accountId, monitor, now);
    const base = {
      ...before,
      lastStartedAt: startedAt,
      lastFinishedAt: now,
      lastOk: run.ok,
      lastMessage: run.message,
      lastCode: run.errorCode ?? null,
    };
    const target = MONITOR_LABELS[monitor];

    if (run.cancelled) {
      // The person who cancelled does not want it again in two minutes; what was due later comes at its time.
      const dueAt = before.dueAt > now ? before.dueAt : dueAfterSuccess(startedAt, intervalMs);
      schedule.save({ ...before, lastStartedAt: startedAt, dueAt });
      return;
    }
    if (run.ok) {
      if (before.reported) {
        const since = begun(before.failingSince, now);
        audit.record({
          action: 'monitor.recovered',
          accountId,
          actor: 'monitor',
          target,
          details: { monitor, ...since },
        });
      }
      const dueAt = dueAfterSuccess(startedAt, intervalMs);
      schedule.save({ ...base, dueAt, failures: 0, failingSince: null, reported: false });
      return;
    }
    // What was told stands until it runs again: its beginning is named by the recovery that is owed.
    const goesOn = before.reported || isInARow(before.lastFinishedAt, startedAt);
    const failures = goesOn ? before.failures + 1 : 1;
    const failingSince = (goesOn ? before.failingSince : null) ?? startedAt;
    const reports = reportsFailure(failures, run.errorCode, before.reported);
    if (reports) {
      const details = { monitor, message: run.message, ...begun(failingSince, now), scans: failures };
      audit.record({ action: 'monitor.failed', accountId, actor: 'monitor', target, details });
    }
    schedule.save({
      ...base,
      dueAt: dueAfterFailure(failures, now, intervalMs),
      failures,
      failingSince,
      reported: before.reported || reports,
    });
  });
}

export type OutcomeRecorder = ReturnType<typeof createOutcomeRecorder>;

/** A beginning that has not come is of a clock that was set back since: nobody knows when it really was. */
const begun = (since: number | null, now: number): { since?: string } =>
  since === null || since > now ? {} : { since: new Date(since).toISOString() };
