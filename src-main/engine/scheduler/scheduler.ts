import type { MonitorName } from '../../../src-shared/monitors.ts';
import type { Clock, NetworkStatus, Random, Timer } from '../ports.ts';
import { effectiveDue, MINUTE_MS, SETTLE_MS, settleDelay, stillHeldUntil } from './due.ts';
import { neverRun, type ScheduleRepository } from './repository.ts';

export interface ScheduledJob {
  accountId: string;
  monitor: MonitorName;
  intervalMs: number;
}

export interface SchedulerOptions {
  clock: Clock;
  random: Random;
  network: NetworkStatus;
  schedule: ScheduleRepository;
  /** The jobs that are switched on right now. */
  jobs: () => ScheduledJob[];
  /** Starts the run and stores its outcome (and with it the next due time). Must not reject. */
  run: (job: ScheduledJob) => Promise<void>;
  /** Called when the timer comes, hence at least once a minute while awake: for what else is to be looked at then. */
  ticked?: () => void;
}

/** Idle, the process wakes up at most this often; a clock that jumped is noticed within it. */
const LONGEST_WAIT_MS = MINUTE_MS;
/** A timer that comes this late means that the computer slept. */
const SLEPT_MS = 2 * MINUTE_MS;
const PAUSE_MS = 2 * MINUTE_MS;

/**
 * Runs each job when its stored due time is over. One run per job at a time: what is due again while it still
 * runs waits for its end. Offline, due jobs wait. After a resume, a network return or a start, overdue jobs run
 * once, 10 to 60 s later.
 */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #running = new Map<string, Promise<void>>();
  /** Jobs whose outcome could not be stored (a full disk): due all the same, but not in a loop. */
  readonly #pausedUntil = new Map<string, number>();
  #timer: Timer | undefined;
  #stopListening: (() => void) | undefined;
  /** What was overdue then waits until `until`. */
  #settling = { since: 0, until: 0 };
  #expectedAt = 0;
  #interruptions = 0;
  #started = false;

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#started = true;
    this.#stopListening = this.#options.network.onChange((online) => {
      if (online) this.settle();
    });
    this.settle();
  }

  /** No further run starts. @returns when those under way have ended. */
  async stop(): Promise<void> {
    this.#started = false;
    this.#timer?.cancel();
    this.#stopListening?.();
    await Promise.allSettled(this.#running.values());
  }

  /** After a resume or a network return: overdue jobs run 10 to 60 s from now, together and once. */
  settle(): void {
    const { clock, random } = this.#options;
    const since = clock.now();
    this.#settling = { since, until: since + settleDelay(random.next()) };
    this.#interruptions++;
    this.#pausedUntil.clear();
    this.#expectedAt = since;
    this.refresh();
  }

  /**
   * How often the computer has slept or came back to the network so far, a sleep that no timer has told of yet
   * included: a run during which this number changed was interrupted by it.
   */
  interruptions(): number {
    if (this.#started && this.#hasSlept()) this.settle();
    return this.#interruptions;
  }

  /** Looks at the due times again: settings or accounts have changed, a run has ended. */
  refresh(): void {
    if (!this.#started) return;
    if (this.#hasSlept()) {
      this.settle();
      return;
    }
    this.#timer?.cancel();
    const { clock } = this.#options;
    const now = clock.now();
    const nextAt = this.#startDueJobs(now);
    const wait = Math.max(0, Math.min(nextAt - now, LONGEST_WAIT_MS));
    this.#expectedAt = now + wait;
    this.#timer = clock.after(wait, () => {
      this.#options.ticked?.();
      this.refresh();
    });
  }

  #hasSlept(): boolean {
    return this.#options.clock.now() - this.#expectedAt > SLEPT_MS;
  }

  /** @returns when to look again at the latest. */
  #startDueJobs(now: number): number {
    const { schedule, jobs, network } = this.#options;
    let nextAt = now + LONGEST_WAIT_MS;
    for (const job of jobs()) {
      const key = `${job.accountId} ${job.monitor}`;
      if (this.#running.has(key)) continue;
      const stored = schedule.get(job.accountId, job.monitor);
      const dueAt = effectiveDue(stored?.dueAt, now, job.intervalMs);
      if (stored && dueAt !== stored.dueAt) schedule.save({ ...stored, dueAt });
      // A job that has never run starts at once: somebody has just switched it on.
      const heldUntil = stored?.lastStartedAt == null ? 0 : this.#heldUntil(dueAt, now);
      const pausedUntil = stillHeldUntil(this.#pausedUntil.get(key) ?? 0, now, PAUSE_MS);
      const startAt = Math.max(dueAt, heldUntil, pausedUntil);
      if (startAt > now) nextAt = Math.min(nextAt, startAt);
      else if (network.online()) this.#start(key, job, now);
    }
    return nextAt;
  }

  /** Only what was overdue at the resume is held back: a run due later keeps its time. */
  #heldUntil(dueAt: number, now: number): number {
    const { since, until } = this.#settling;
    return dueAt <= since ? stillHeldUntil(until, now, SETTLE_MS.most) : 0;
  }

  #start(key: string, job: ScheduledJob, now: number): void {
    const { schedule, run, clock } = this.#options;
    const dueAt = () => schedule.get(job.accountId, job.monitor)?.dueAt;
    if (dueAt() === undefined) schedule.save(neverRun(job.accountId, job.monitor, now));
    const dueBefore = dueAt();
    const ended = run(job).finally(() => {
      this.#running.delete(key);
      if (dueAt() === dueBefore) this.#pausedUntil.set(key, clock.now() + Math.min(PAUSE_MS, job.intervalMs));
      this.refresh();
    });
    this.#running.set(key, ended);
  }
}
