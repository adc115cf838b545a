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
  #progress: ScanProgress | null = null;

  constructor(options: ScanRunnerOptions) {
    this.#options = options;
  }

  /** What the window shows of the scan under way, or of the last one. */
  current(): ScanProgress | null {
    return this.#progress?.state === 'running' ? this.#progress : null;
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
    const { clock, execute, finished, explain } = this.#options;
    const startedAt = clock.now();
    let announcedAt = 0;
    const base = { id, kind: request.kind, monitor: job.monitor, message: null };
    this.#announce({ ...base, done: 0, total: 0, current: null, state: 'running' });
    const onProgress = (done: number, total: number, current: string | null) => {
      const progress: ScanProgress = { ...base, done, total, current, state: 'running' };
      if (done < total && clock.now() - announcedAt < PROGRESS_EVERY_MS) {
        this.#progress = progress;
        return;
      }
      announcedAt = clock.now();
      this.#announce(progress);
    };
    const run = await execute(job, {
      priority: request.priority,
      signal,
      onProgress,
      ...(request.only ? { only: request.only } : {}),
    }).catch((error: unknown) => failedRun(job, explain(error), clock.now() - startedAt));
    try {
      if (request.only === undefined) finished({ job, run, startedAt, now: clock.now() });
    } catch (error) {
      return failedRun(job, explain(error), clock.now() - startedAt);
    }
    const state = run.cancelled ? 'cancelled' : run.ok ? 'done' : 'failed';
    const { done = 0, total = 0 } = this.#progress ?? {};
    this.#announce({ ...base, done, total, current: null, state, message: run.message });
    return run;
  }

  #announce(progress: ScanProgress): void {
    this.#progress = progress;
    this.#options.progress(progress);
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
