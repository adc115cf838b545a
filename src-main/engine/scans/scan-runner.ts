import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { MonitorName } from '../../../src-shared/monitors.ts';
import type { ScanKind, ScanProgress } from '../../../src-shared/views/scans.ts';
import type { MonitorRun, ScanOptions } from '../monitor.ts';
import type { Priority } from '../mxroute/api.ts';
import type { Clock } from '../ports.ts';

export interface ScanJob {
  accountId: string;
  monitor: MonitorName;
}

export interface ScanRequest {
  kind: ScanKind;
  jobs: ScanJob[];
  priority: Priority;
  /** Only these domains ("Recheck"): the schedule is not touched by it. */
  only?: readonly string[];
}

export interface FinishedScan {
  job: ScanJob;
  run: MonitorRun;
  startedAt: number;
  now: number;
}

export interface ScanRunnerOptions {
  clock: Pick<Clock, 'now'>;
  /** Runs one monitor; may reject, which becomes a failed run. */
  execute: (job: ScanJob, options: ScanOptions) => Promise<MonitorRun>;
  /** Stores the outcome of a whole run (not of a recheck). */
  finished: (scan: FinishedScan) => void;
  progress: (progress: ScanProgress) => void;
  /** A sentence for a person for anything that a monitor did not expect. */
  explain: (error: unknown) => { code: string; message: string };
}

export interface StartedScan {
  id: string;
  /** One run per job, in order; resolves also for failed and cancelled runs. */
  runs: Promise<MonitorRun[]>;
}

/** Progress is shown, not logged: more often than this nobody can see. */
const PROGRESS_EVERY_MS = 100;

/**
 * The one path of every scan, scheduled or asked for: one run per account and monitor at a time, a whole scan
 * that is asked for twice is joined, progress is announced, and any of it can be cancelled.
 */
export class ScanRunner {
  readonly #options: ScanRunnerOptions;
  readonly #running = new Map<string, { whole: boolean; run: Promise<MonitorRun> }>();
  readonly #cancels = new Set<AbortController>();
  /** In the order in which they began. */
  readonly #progress = new Map<symbol, ScanProgress>();

  constructor(options: ScanRunnerOptions) {
    this.#options = options;
  }

  /** How the runs under way are going, in the order in which they began. */
  underWay(): ScanProgress[] {
    return [...this.#progress.values()];
  }

  isRunning(job: ScanJob): boolean {
    return this.#running.has(keyOf(job));
  }

  start(request: ScanRequest): StartedScan {
    const id = randomUUID();
    const cancel = new AbortController();
    // Hundreds of lookups and requests listen to it at once: no leak, they leave when they end.
    setMaxListeners(0, cancel.signal);
    this.#cancels.add(cancel);
    const runs = this.#runAll(id, request, cancel.signal).finally(() => this.#cancels.delete(cancel));
    return { id, runs };
  }

  /** When nothing runs any more. */
  async idle(): Promise<void> {
    await Promise.allSettled([...this.#running.values()].map(({ run }) => run));
  }

  cancelAll(): void {
    for (const cancel of this.#cancels) cancel.abort();
  }

  async #runAll(id: string, request: ScanRequest, signal: AbortSignal): Promise<MonitorRun[]> {
    const runs: MonitorRun[] = [];
    for (const job of request.jobs) runs.push(await this.#runOne(id, request, job, signal));
    return runs;
  }

  async #runOne(id: string, request: ScanRequest, job: ScanJob, signal: AbortSignal): Promise<MonitorRun> {
    const key = keyOf(job);
    const whole = request.only === undefined;
    for (let busy = this.#running.get(key); busy; busy = this.#running.get(key)) {
      const run = await busy.run;
      if (whole && busy.whole) return run;
    }
    const run = this.#execute(id, request, job, signal).finally(() => this.#running.delete(key));
    this.#running.set(key, { whole, run });
    return run;
  }

  async #execute(id: string, request: ScanRequest, job: ScanJob, signal: AbortSignal): Promise<MonitorRun> {
    const { clock, execute, progress, explain } = this.#options;
    const startedAt = clock.now();
    let announcedAt = 0;
    const key = Symbol(job.monitor);
    const base = { id, kind: request.kind, monitor: job.monitor, message: null, secondLook: false };
    let latest: ScanProgress = { ...base, done: 0, total: 0, current: null, state: 'running' };
    this.#progress.set(key, latest);
    progress(latest);
    const onProgress = (done: number, total: number, current: string | null) => {
      latest = { ...latest, done, total, current, secondLook: false };
      this.#progress.set(key, latest);
      if (done < total && clock.now() - announcedAt < PROGRESS_EVERY_MS) return;
      announcedAt = clock.now();
      progress(latest);
    };
    const onSecondLook = () => {
      latest = { ...latest, current: null, secondLook: true };
      this.#progress.set(key, latest);
      progress(latest);
    };
    const run = await execute(job, {
      priority: request.priority,
      signal,
      onProgress,
      onSecondLook,
      ...(request.only ? { only: request.only } : {}),
    }).catch((error: unknown) => failedRun(job, explain(error), clock.now() - startedAt));
    this.#progress.delete(key);
    const told = this.#finish(request, { job, run, startedAt, now: clock.now() });
    const state = told.cancelled ? 'cancelled' : told.ok ? 'done' : 'failed';
    progress({ ...latest, current: null, secondLook: false, state, message: told.message });
    return told;
  }

  /** @returns the run, or why its outcome could not be stored. */
  #finish({ only }: ScanRequest, scan: FinishedScan): MonitorRun {
    const { finished, explain } = this.#options;
    try {
      if (only === undefined) finished(scan);
      return scan.run;
    } catch (error) {
      return failedRun(scan.job, explain(error), scan.now - scan.startedAt);
    }
  }
}

const keyOf = (job: ScanJob): string => `${job.accountId} ${job.monitor}`;

function failedRun(
  job: ScanJob,
  { code, message }: { code: string; message: string },
  durationMs: number,
): MonitorRun {
  return {
    monitor: job.monitor,
    ok: false,
    cancelled: false,
    message,
    errorCode: code,
    durationMs,
    requests: 0,
    events: [],
  };
}
