import { Heap, type Timed } from './heap.ts';
import type { ProcessClock } from './process-clock.ts';
import { settle } from './settle.ts';

interface Entry extends Timed {
  run: () => void | Promise<void>;
  /** Nothing in the computer notices it. */
  silent: boolean;
}

/** The world's own time, which no clock setting and no sleep of a computer changes. Milliseconds since the epoch. */
export class VirtualTime {
  now: number;
  /** The app's timers, while there is a running one. */
  process: ProcessClock | undefined;
  readonly #entries = new Heap<Entry>();
  #order = 0;

  constructor(start: number) {
    this.now = start;
  }

  at(at: number, run: () => void | Promise<void>): void {
    this.#entries.push({ at, order: this.#order++, run, silent: false });
  }

  after(ms: number, run: () => void | Promise<void>): void {
    this.at(this.now + ms, run);
  }

  /** Something changes out there, and nobody is told. */
  silently(at: number, run: () => void): void {
    this.#entries.push({ at, order: this.#order++, run, silent: true });
  }

  /** `each` is called whenever everything rests after something has happened. */
  async runUntil(end: number, each: () => void | Promise<void>): Promise<void> {
    for (;;) {
      const next = this.#entries.peek();
      const ofProcess = this.process?.nextAt() ?? Number.POSITIVE_INFINITY;
      const at = Math.min(next?.at ?? Number.POSITIVE_INFINITY, ofProcess);
      if (at > end) break;
      if (at > this.now) this.now = at;
      if (next && next.at <= ofProcess) {
        this.#entries.pop();
        const work = next.run();
        if (work instanceof Promise) await work;
        if (next.silent) continue;
      } else this.process?.runNext();
      await settle();
      await each();
    }
    this.now = Math.max(this.now, end);
  }
}
