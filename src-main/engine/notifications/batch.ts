import type { Db } from '../storage/open.ts';

interface Job {
  work: () => unknown;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
}

export type Batch = <T>(work: () => T) => Promise<T>;

/**
 * Joins small writes of one turn of the event loop into one transaction: with many lanes at work, one commit (and one
 * wait for the disk) instead of one each. A write that throws is undone alone.
 */
export function createBatch(db: Db): Batch {
  let pending: Job[] = [];

  const commit = (jobs: readonly Job[]) => {
    // Immediate: one that begins by reading is refused its first write where another process has committed meanwhile.
    const results = db.transaction(() => jobs.map((job) => job.work())).immediate();
    for (const [index, job] of jobs.entries()) job.resolve(results[index] as never);
  };
  const flush = () => {
    const jobs = pending;
    pending = [];
    try {
      commit(jobs);
    } catch (error) {
      if (jobs.length === 1) jobs[0]?.reject(error);
      else for (const job of jobs) alone(job);
    }
  };
  const alone = (job: Job) => {
    try {
      commit([job]);
    } catch (error) {
      job.reject(error);
    }
  };

  return (work) =>
    new Promise((resolve, reject) => {
      if (pending.length === 0) setImmediate(flush);
      pending.push({ work, resolve, reject });
    });
}
