import type { Clock, Timer } from '../../../src-main/engine/ports.ts';
import { Heap, type Timed } from './heap.ts';
import { microtasks } from './settle.ts';

interface Entry extends Timed {
  run: (() => void) | undefined;
}

export interface ProcessClockOptions {
  /** The world's time. */
  trueNow: () => number;
  /** How wrong the computer's clock is, ms. */
  offset: () => number;
  /** Called at each use: the app may die at any of them. */
  touch: () => void;
  /** How much later than asked a timer comes, ms. */
  lateness: (ms: number) => number;
}

/** The clock and the timers of one process, as a computer gives them that sleeps, dawdles, and has its clock set. */
export class ProcessClock implements Clock {
  readonly #options: ProcessClockOptions;
  readonly #timers = new Heap<Entry>();
  #order = 0;
  /** For how long the timers stood still so far. */
  #stood = 0;
  #asleepSince: number | undefined;
  #ownNow: number | undefined;

  constructor(options: ProcessClockOptions) {
    this.#options = options;
  }

  now(): number {
    this.#options.touch();
    return Math.floor(this.#now() + this.#options.offset());
  }

  after(ms: number, run: () => void): Timer {
    this.#options.touch();
    const wait = Math.max(0, ms);
    const at = this.#now() - this.#stood + wait + this.#options.lateness(wait);
    const entry: Entry = { at, order: this.#order++, run };
    this.#timers.push(entry);
    return {
      cancel: () => {
        entry.run = undefined;
      },
    };
  }

  nextAt(): number {
    if (this.#asleepSince !== undefined) return Number.POSITIVE_INFINITY;
    for (let top = this.#timers.peek(); top; top = this.#timers.peek()) {
      if (top.run) return top.at + this.#stood;
      this.#timers.pop();
    }
    return Number.POSITIVE_INFINITY;
  }

  runNext(): void {
    const run = this.#timers.pop()?.run;
    run?.();
  }

  sleep(): void {
    this.#asleepSince = this.#now();
  }

  /**
   * @param standing whether timers stood still meanwhile (Linux); elsewhere they are overdue, and come before
   * anything that has arrived from outside.
   */
  async wake(standing: boolean): Promise<void> {
    const now = this.#now();
    if (standing) this.#stood += now - (this.#asleepSince ?? now);
    this.#asleepSince = undefined;
    if (standing) return;
    const due: Entry[] = [];
    while (this.nextAt() <= now) {
      const entry = this.#timers.pop();
      if (entry) due.push(entry);
    }
    for (const { run } of due) {
      run?.();
      await microtasks();
    }
  }

  /** A process that was killed goes on in a time of its own, until it has given back what it holds. */
  outlive(): void {
    this.#ownNow = this.#options.trueNow();
    this.#asleepSince = undefined;
  }

  /** Only after `outlive`. */
  hurry(): void {
    const at = this.nextAt();
    if (Number.isFinite(at)) this.#ownNow = Math.max(this.#ownNow ?? 0, at);
    this.runNext();
  }

  #now(): number {
    return this.#ownNow ?? this.#options.trueNow();
  }
}
