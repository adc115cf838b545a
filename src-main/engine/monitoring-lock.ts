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

  /** Whether nobody at all holds it: this process takes it for that moment only. */
  isFree(): boolean {
    if (this.held) return false;
    const lock = acquireMonitorLock(this.#database);
    lock?.release();
    return lock !== undefined;
  }

  /**
   * Asks once a minute until the other process has ended, and again where `acquired` throws: a full disk that has
   * room again must not leave this process holding the lock and doing nothing.
   */
  whenFree(acquired: () => void, failed: (error: unknown) => void): void {
    this.#timer = this.#clock.after(TRY_AGAIN_MS, () => {
      try {
        if (this.tryAcquire()) return acquired();
      } catch (error) {
        failed(error);
      }
      this.whenFree(acquired, failed);
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
