import { MONITOR_SETTINGS, type MonitorName } from '../../../src-shared/monitors.ts';
import type { ScanKind, ScanProgress } from '../../../src-shared/views/scans.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { AuditLog } from '../audit/entry.ts';
import { explainError } from '../explain.ts';
import type { ChangeFeed } from '../feed.ts';
import type { MonitorPool } from '../monitor-pool.ts';
import { followTimeZone } from '../platform/time-zone.ts';
import type { Clock, Logger, NetworkStatus, Random } from '../ports.ts';
import { createOutcomeRecorder } from '../scheduler/outcome.ts';
import type { ScheduleRepository } from '../scheduler/repository.ts';
import { Scheduler } from '../scheduler/scheduler.ts';
import type { Environment } from '../settings/environment.ts';
import type { SettingsStore } from '../settings/store.ts';
import type { Db } from '../storage/open.ts';
import { discardAnswers } from './scan-answers.ts';
import { ScanExecution } from './scan-execution.ts';
import { createScanPlan, type ScanPlan } from './scan-plan.ts';
import { type FinishedScan, type ScanJob, ScanRunner, type StartedScan } from './scan-runner.ts';
import { forgetsFailuresOfSwitchedOn } from './switched-on.ts';

export interface ScanCoordinatorOptions {
  db: Db;
  clock: Clock;
  random: Random;
  log: Logger;
  audit: AuditLog;
  settings: SettingsStore;
  environment: Environment;
  accounts: Accounts;
  pool: MonitorPool;
  network: NetworkStatus;
  schedule: ScheduleRepository;
  feed: ChangeFeed;
}

/** Starts scans, when they are due or asked for, and settles what becomes of a finished run. */
export class ScanCoordinator {
  readonly #options: ScanCoordinatorOptions;
  readonly #runner: ScanRunner;
  readonly #scheduler: Scheduler;
  readonly #plan: ScanPlan;
  readonly #execution: ScanExecution;
  #stopping = false;

  constructor(options: ScanCoordinatorOptions) {
    this.#options = options;
    const { clock, random, network, schedule, feed, db, audit } = options;
    const record = createOutcomeRecorder(db, schedule, audit);
    this.#plan = createScanPlan(options);
    this.#execution = new ScanExecution({
      ...options,
      interruptions: () => this.#scheduler.interruptions(),
    });
    this.#runner = new ScanRunner({
      clock,
      explain: explainError,
      execute: (job, scanOptions) => this.#execution.run(job, scanOptions),
      finished: (scan) => {
        this.#logOutcome(scan);
        this.#settleAnswers(scan);
        // Cancelled by our own end, not by a person, or about an account that is another one by now: it stays due.
        if (this.#stopping || this.#execution.isOutdated(scan.run)) return;
        if (this.#execution.isInterrupted(scan.run)) this.#keepDue(scan);
        else record({ ...scan, ...scan.job, intervalMs: this.intervalMs(scan.job.monitor) });
        feed.changed('monitors');
      },
      progress: (progress) => feed.send({ topic: 'scan', progress }),
    });
    const begunAnew = forgetsFailuresOfSwitchedOn(schedule, clock);
    this.#scheduler = new Scheduler({
      clock,
      random,
      network,
      schedule,
      jobs: () => begunAnew(this.#plan.scheduled()),
      run: async (job) => {
        const kind = MONITOR_SETTINGS[job.monitor];
        await this.#runner.start({ kind, jobs: [job], priority: kind }).runs;
      },
      // The only tick that the desktop and `run` have both; quiet hours and the times in messages go by it.
      ticked: () => followTimeZone(),
    });
  }

  /**
   * Scans now, for a person who waits for it.
   * @param account of this account alone; absent: of all.
   */
  scanNow(kind: ScanKind, only?: readonly string[], account?: string): StartedScan {
    const jobs = this.jobs(kind)
      .filter(({ accountId }) => account === undefined || accountId === account)
      // The account's storage is nobody's domain.
      .filter(({ monitor }) => !only || monitor !== 'quota');
    return this.#runner.start({ kind, jobs, priority: 'interactive', ...(only ? { only } : {}) });
  }

  /** One run of each monitor of this kind, for every account. */
  jobs(kind: ScanKind): ScanJob[] {
    return this.#plan.jobs(kind);
  }

  /** How the runs under way are going, in the order in which they began. */
  underWay(): ScanProgress[] {
    return this.#runner.underWay();
  }

  isRunning(job: ScanJob): boolean {
    return this.#runner.isRunning(job);
  }

  cancel(): void {
    this.#runner.cancelAll();
  }

  intervalMs(monitor: MonitorName): number {
    return this.#plan.intervalMs(monitor);
  }

  start(): void {
    this.#scheduler.start();
  }

  /** Looks at the due times again: settings or accounts have changed. */
  refresh(): void {
    this.#scheduler.refresh();
  }

  /** What could not run is tried again at once: what stood in its way (credentials, an address) was changed. */
  retryFailed(): void {
    const { schedule, clock } = this.#options;
    for (const { accountId, monitor } of this.#plan.scheduled()) {
      const row = schedule.get(accountId, monitor);
      // Not "now": what was overdue at a resume is held back, and this is not.
      if (row && row.failures > 0) schedule.save({ ...row, dueAt: clock.now() + 1 });
    }
    this.#scheduler.refresh();
  }

  /** After a resume or a network return. */
  settle(): void {
    this.#scheduler.settle();
  }

  /** Cancels what is under way: it leaves no trace and is due again at the next start. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#runner.cancelAll();
    await Promise.all([this.#scheduler.stop(), this.#runner.idle()]);
  }

  #keepDue({ job, startedAt, now }: FinishedScan): void {
    const { schedule } = this.#options;
    const row = schedule.get(job.accountId, job.monitor);
    if (row) schedule.save({ ...row, lastStartedAt: startedAt, dueAt: Math.min(row.dueAt, now) });
  }

  /** What a person gave up, or what is about another login, is not gone on with. */
  #settleAnswers({ job, run }: FinishedScan): void {
    const givenUp = run.cancelled && !this.#stopping;
    if (givenUp || this.#execution.isOutdated(run))
      discardAnswers(this.#options.db, job.accountId, job.monitor);
  }

  #logOutcome({ job, run }: FinishedScan): void {
    const { log } = this.#options;
    const { ok, cancelled, message, durationMs, requests, errorCode } = run;
    const level = ok || cancelled ? 'info' : 'warn';
    log.log(level, 'Scan finished', {
      ...job,
      ok,
      cancelled,
      outcome: message,
      durationMs,
      requests,
      errorCode,
    });
  }
}
