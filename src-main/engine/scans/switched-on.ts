import type { Clock } from '../ports.ts';
import type { ScheduleRepository } from '../scheduler/repository.ts';
import type { ScheduledJob } from '../scheduler/scheduler.ts';

/**
 * What failed before a monitor was switched off is no row with what fails after it was switched on again: its count
 * begins anew, at once. What was told stands, since its recovery is owed.
 * @returns passes on the jobs of each look, in which a new one is one that was just switched on.
 */
export function forgetsFailuresOfSwitchedOn(schedule: ScheduleRepository, clock: Clock) {
  let before: ReadonlySet<string> | undefined;
  return (jobs: ScheduledJob[]): ScheduledJob[] => {
    const keys = new Set(jobs.map(keyOf));
    for (const job of jobs) {
      if (before === undefined || before.has(keyOf(job))) continue;
      const row = schedule.get(job.accountId, job.monitor);
      if (row && row.failures > 0 && !row.reported)
        schedule.save({
          ...row,
          dueAt: Math.min(row.dueAt, clock.now()),
          failures: 0,
          failingSince: null,
        });
    }
    before = keys;
    return jobs;
  };
}

const keyOf = ({ accountId, monitor }: ScheduledJob): string => `${accountId} ${monitor}`;
