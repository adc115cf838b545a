import { z } from 'zod';
import { MONITORS, type MonitorName } from '../../../src-shared/monitors.ts';
import type { Db } from '../storage/open.ts';

export interface ScheduleRow {
  accountId: string;
  monitor: MonitorName;
  dueAt: number;
  failures: number;
  failingSince: number | null;
  reported: boolean;
  lastStartedAt: number | null;
  lastFinishedAt: number | null;
  lastOk: boolean | null;
  lastMessage: string | null;
  /** Why the last run could not be had; null where it could, and before there was one. */
  lastCode: string | null;
}

const flag = z.number().transform((value) => value === 1);
const row = z.object({
  accountId: z.string(),
  monitor: z.enum(MONITORS),
  dueAt: z.number(),
  failures: z.number(),
  failingSince: z.number().nullable(),
  reported: flag,
  lastStartedAt: z.number().nullable(),
  lastFinishedAt: z.number().nullable(),
  lastOk: flag.nullable(),
  lastMessage: z.string().nullable(),
  lastCode: z.string().nullable(),
});

/** The `schedule` table: one row per account and monitor. */
export function createScheduleRepository(db: Db) {
  const select = db.prepare(
    `SELECT account_id AS accountId, monitor, due_at AS dueAt, failures, failing_since AS failingSince, reported,
            last_started_at AS lastStartedAt, last_finished_at AS lastFinishedAt, last_ok AS lastOk, last_message AS lastMessage,
            last_code AS lastCode
     FROM schedule WHERE account_id = ? AND monitor = ?`,
  );
  const upsert = db.prepare(
    `INSERT INTO schedule (account_id, monitor, due_at, failures, failing_since, reported, last_started_at, last_finished_at, last_ok, last_message, last_code)
     VALUES (@accountId, @monitor, @dueAt, @failures, @failingSince, @reported, @lastStartedAt, @lastFinishedAt, @lastOk, @lastMessage, @lastCode)
     ON CONFLICT (account_id, monitor) DO UPDATE SET due_at = @dueAt, failures = @failures, failing_since = @failingSince,
       reported = @reported, last_started_at = @lastStartedAt, last_finished_at = @lastFinishedAt, last_ok = @lastOk,
       last_message = @lastMessage, last_code = @lastCode`,
  );
  return {
    get(accountId: string, monitor: MonitorName): ScheduleRow | undefined {
      const found = select.get(accountId, monitor);
      return found === undefined ? undefined : row.parse(found);
    },
    save(schedule: ScheduleRow): void {
      upsert.run({
        ...schedule,
        reported: schedule.reported ? 1 : 0,
        lastOk: schedule.lastOk === null ? null : Number(schedule.lastOk),
      });
    },
  };
}

export type ScheduleRepository = ReturnType<typeof createScheduleRepository>;

/** What a monitor starts from that has never run. */
export const neverRun = (accountId: string, monitor: MonitorName, dueAt: number): ScheduleRow => ({
  accountId,
  monitor,
  dueAt,
  failures: 0,
  failingSince: null,
  reported: false,
  lastStartedAt: null,
  lastFinishedAt: null,
  lastOk: null,
  lastMessage: null,
  lastCode: null,
});
