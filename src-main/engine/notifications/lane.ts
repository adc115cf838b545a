import type { Clock, Timer } from '../ports.ts';
import type { Claim } from './claims.ts';

/** How long a lane rests after the database refused to store something. */
const STORAGE_PAUSE_MS = 5_000;
/** Timers do not follow a clock that is set: no lane sleeps longer without a look at it. */
const LONGEST_NAP_MS = 10 * 60_000;

type Parcel = Extract<Claim, { kind: 'parcel' }>;

/** What a lane asks of its dispatcher. */
export interface LaneWork<R> {
  /** Stores the last result, if any, and takes what goes next, in one transaction. Rejects where it cannot be stored. */
  next(finished: R | undefined): Promise<Claim>;
  /** Sends; never rejects. */
  send(parcel: Parcel): Promise<R>;
  storageFailed(error: unknown): void;
  /** Called whenever the lane falls asleep. */
  rested(): void;
}

/**
 * One target's messages, one after the other, in the order of their events. Sleeps while there is nothing to do:
 * woken by `wake`, and by its own timer when the next attempt is due.
 */
export class Lane<R> {
  readonly #work: LaneWork<R>;
  readonly #clock: Clock;
  #busy = false;
  #again = false;
  #stopped = false;
  #waitingUntil: number | null = null;
  #quiet = false;
  #unstored: R | undefined;
  #timer: Timer | undefined;

  constructor(work: LaneWork<R>, clock: Clock) {
    this.#work = work;
    this.#clock = clock;
  }

  /** Under way now. */
  get busy(): boolean {
    return this.#busy;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Asleep until this time, milliseconds since the epoch; null while busy or without anything to send. */
  get waitingUntil(): number | null {
    return this.#waitingUntil;
  }

  /** Asleep, and only because of quiet hours. */
  get quiet(): boolean {
    return this.#waitingUntil !== null && this.#quiet;
  }

  wake(): void {
    if (this.#stopped) return;
    if (this.#busy) {
      this.#again = true;
      return;
    }
    this.#busy = true;
    void this.#run();
  }

  /** Nothing new is begun; what is under way ends by itself. */
  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
    this.#waitingUntil = null;
  }

  async #run(): Promise<void> {
    do {
      this.#again = false;
      this.#timer?.cancel();
      this.#waitingUntil = null;
      await this.#sendAll();
    } while (this.#again && !this.#stopped);
    this.#busy = false;
    this.#work.rested();
  }

  async #sendAll(): Promise<void> {
    try {
      for (;;) {
        if (this.#stopped && this.#unstored === undefined) return;
        const claim = await this.#work.next(this.#unstored);
        this.#unstored = undefined;
        if (claim.kind === 'parcel') {
          this.#unstored = await this.#work.send(claim);
          continue;
        }
        this.#quiet = claim.kind === 'wait' && claim.quiet === true;
        if (claim.kind === 'wait') this.#sleepUntil(claim.until);
        return;
      }
    } catch (error) {
      // The result stays in hand: it is stored, and the message not sent again, once the database works.
      this.#work.storageFailed(error);
      this.#quiet = false;
      this.#sleepUntil(this.#clock.now() + STORAGE_PAUSE_MS);
    }
  }

  #sleepUntil(until: number): void {
    if (this.#stopped) return;
    this.#waitingUntil = until;
    const ms = Math.min(Math.max(0, until - this.#clock.now()), LONGEST_NAP_MS);
    this.#timer = this.#clock.after(ms, () => this.wake());
  }
}
