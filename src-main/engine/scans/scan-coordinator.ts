import { MONITOR_SETTINGS, MONITORS, type MonitorName } from '../../../src-shared/monitors.ts';
import type { ScanKind, ScanProgress } from '../../../src-shared/views.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { ActiveAccount } from '../accounts/active.ts';
import type { AuditLog } from '../audit/entry.ts';
import { explainError } from '../explain.ts';
import type { ChangeFeed } from '../feed.ts';
import type { MonitorRun, ScanOptions } from '../monitor.ts';
import type { MonitorPool } from '../monitor-pool.ts';
import type { Clock, Logger, NetworkStatus, Random } from '../ports.ts';
import { HOUR_MS } from '../scheduler/due.ts';
import { createOutcomeRecorder } from '../scheduler/outcome.ts';
import type { ScheduleRepository } from '../scheduler/repository.ts';
import { type ScheduledJob, Scheduler } from '../scheduler/scheduler.ts';
import type { Environment } from '../settings/environment.ts';
import type { SettingsStore } from '../settings/store.ts';
import type { Db } from '../storage/open.ts';
import { excuse } from './interruption.ts';
import { discardAnswers } from './scan-answers.ts';
import { type FinishedScan, type ScanJob, ScanRunner, type StartedScan } from './scan-runner.ts';

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

/** Which monitors run for which accounts, when, and what becomes of a finished run. */
export class ScanCoordinator {
  readonly #options: ScanCoordinatorOptions;
  readonly #runner: ScanRunner;
  readonly #scheduler: Scheduler;
  /** Runs whose account was edited, removed or swapped under their hands. */
  readonly #outdated = new WeakSet<MonitorRun>();
  /** Runs that failed because this computer slept or was offline meanwhile. */
  readonly #interrupted = new WeakSet<MonitorRun>();
  #stopping = false;

  constructor(options: ScanCoordinatorOptions) {
    this.#options = options;
    const { clock, random, network, schedule, feed, db, audit } = options;
    const record = createOutcomeRecorder(db, schedule, audit);
    this.#runner = new ScanRunner({
      clock,
      explain: explainError,
      execute: (job, scanOptions) => this.#execute(job, scanOptions),
      finished: (scan) => {
        this.#logOutcome(scan);
        this.#settleAnswers(scan);
        // Cancelled by our own end, not by a person, or about an account that is another one by now: it stays due.
        if (this.#stopping || this.#outdated.has(scan.run)) return;
        if (this.#interrupted.has(scan.run)) this.#keepDue(scan);
        else record({ ...scan, ...scan.job, intervalMs: this.intervalMs(scan.job.monitor) });
        feed.changed('monitors');
      },
      progress: (progress) => feed.send({ topic: 'scan', progress }),
    });
    this.#scheduler = new Scheduler({
      clock,
      random,
      network,
      schedule,
      jobs: () => this.#scheduledJobs(),
      run: async (job) => {
        const kind = MONITOR_SETTINGS[job.monitor];
        await this.#runner.start({ kind, jobs: [job], priority: kind }).runs;
      },
    });
  }

  /** Scans now, for a person who waits for it. */
  scanNow(kind: ScanKind, only?: readonly string[]): StartedScan {
    // The account's storage is nobody's domain.
    const jobs = this.jobs(kind).filter(({ monitor }) => !only || monitor !== 'quota');
    return this.#runner.start({ kind, jobs, priority: 'interactive', ...(only ? { only } : {}) });
  }

  /** One run of each monitor of this kind, for every account. */
  jobs(kind: ScanKind): ScanJob[] {
    const monitors = MONITORS.filter((monitor) => kind === 'all' || kind === MONITOR_SETTINGS[monitor]);
    return this.#options.accounts
      .active()
      .flatMap(({ id }) => monitors.map((monitor) => ({ accountId: id, monitor })));
  }

  current(): ScanProgress | null {
    return this.#runner.current();
  }

  isRunning(job: ScanJob): boolean {
    return this.#runner.isRunning(job);
  }

  cancel(): void {
    this.#runner.cancelAll();
  }

  intervalMs(monitor: MonitorName): number {
    const { environment, settings } = this.#options;
    // The demo and the tests cannot wait for hours.
    const seconds = Number(environment.get('MXM_SCAN_SECONDS'));
    if (seconds >= 1) return seconds * 1000;
    return settings.get(`${MONITOR_SETTINGS[monitor]}.intervalHours`) * HOUR_MS;
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
    for (const { accountId, monitor } of this.#enabledJobs()) {
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

  #scheduledJobs(): ScheduledJob[] {
    return this.#enabledJobs().map((job) => ({ ...job, intervalMs: this.intervalMs(job.monitor) }));
  }

  #enabledJobs(): ScanJob[] {
    const { settings } = this.#options;
    return this.jobs('all').filter(({ monitor }) => settings.get(`${MONITOR_SETTINGS[monitor]}.enabled`));
  }

  async #execute({ accountId, monitor }: ScanJob, scanOptions: ScanOptions): Promise<MonitorRun> {
    const { pool, feed, network } = this.#options;
    const account = this.#account(accountId);
    if (!account) throw Object.assign(new Error('This account is no longer there.'), { code: 'not_found' });
    const before = this.#scheduler.interruptions();
    const interrupted = () => !network.online() || this.#scheduler.interruptions() !== before;
    const run = await pool.for(account)[monitor].run({ ...scanOptions, interrupted });
    feed.changed(...CHANGED_BY[monitor]);
    if (isSameLogin(account, this.#account(accountId))) return this.#excused(run, interrupted());
    // Credentials that were taken away mid-scan say nothing about those that are there now.
    const message = 'The account was changed while it was being checked.';
    const outdated: MonitorRun = run.ok ? run : { ...run, cancelled: true, message };
    this.#outdated.add(outdated);
    return outdated;
  }

  /** The run as it is told: with what this computer itself did to it taken into account. */
  #excused(run: MonitorRun, interrupted: boolean): MonitorRun {
    const excused = excuse(run, { offline: !this.#options.network.online(), interrupted });
    if (excused) this.#interrupted.add(excused);
    return excused ?? run;
  }

  #keepDue({ job, startedAt, now }: FinishedScan): void {
    const { schedule } = this.#options;
    const row = schedule.get(job.accountId, job.monitor);
    if (row) schedule.save({ ...row, lastStartedAt: startedAt, dueAt: Math.min(row.dueAt, now) });
  }

  /** What a person gave up, or what is about another login, is not gone on with. */
  #settleAnswers({ job, run }: FinishedScan): void {
    const givenUp = run.cancelled && !this.#stopping;
    if (givenUp || this.#outdated.has(run)) discardAnswers(this.#options.db, job.accountId, job.monitor);
  }

  #account(accountId: string): ActiveAccount | undefined {
    return this.#options.accounts.active().find(({ id }) => id === accountId);
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

/** What screens show of a monitor's findings; its events announce themselves. */
const CHANGED_BY: Record<MonitorName, ('domains' | 'mailboxes' | 'quotas')[]> = {
  dns: ['domains'],
  usage: ['mailboxes'],
  quota: ['quotas'],
  watch: [],
};

const isSameLogin = (before: ActiveAccount, now: ActiveAccount | undefined): boolean =>
  before.server === now?.server && before.username === now.username && before.apiUrl === now.apiUrl;
