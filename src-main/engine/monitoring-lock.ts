import type { Clock, Timer } from './ports.ts';
import { acquireMonitorLock, lockHolder, type MonitorLock } from './storage/lock.ts';

const TRY_AGAIN_MS = 60_000;

/** The right to monitor and deliver for one database, held by at most one process (see storage/lock.ts). */
export class MonitoringLock {
  readonly #database: string;
  readonly #clock: Clock;
  #lock: MonitorLock | undefined;
  #timer: Timer | undefined;

  constructor(database: string, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  get held(): boolean {
    return this.#lock !== undefined;
  }

  tryAcquire(): boolean {
    this.#lock ??= acquireMonitorLock(this.#database);
    return this.held;
  }

  /** Asks once a minute until the other process has ended. */
  whenFree(acquired: () => void): void {
    this.#timer = this.#clock.after(TRY_AGAIN_MS, () => {
      if (this.tryAcquire()) acquired();
      else this.whenFree(acquired);
    });
  }

  /** A sentence: who does it instead of this process. */
  heldElsewhere(): string {
    const pid = lockHolder(this.#database);
    const who = pid === undefined ? 'Another process' : `Another process (${pid})`;
    return `${who} monitors and delivers for this data folder.`;
  }

  release(): void {
    this.#timer?.cancel();
    this.#lock?.release();
    this.#lock = undefined;
  }
}
