import type { Clock, Timer } from '../../src-main/engine/ports.ts';

/** A clock that stands still until it is moved; timers fire in order while it moves. */
export class FakeClock implements Clock {
  #now: number;
  #timers: { at: number; order: number; run: () => void }[] = [];
  #order = 0;

  constructor(start = Date.UTC(2026, 0, 5, 12, 0, 0)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): Timer {
    const timer = { at: this.#now + Math.max(0, ms), order: this.#order++, run };
    this.#timers.push(timer);
    return {
      cancel: () => {
        this.#timers = this.#timers.filter((other) => other !== timer);
      },
    };
  }

  /** Moves on by `ms`, firing what falls due, with a turn of the event loop after each so that promises settle. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#timers
        .filter((timer) => timer.at <= end)
        .sort((a, b) => a.at - b.at || a.order - b.order)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await settle();
    }
    this.#now = end;
    await settle();
  }

  /** The wall clock is set (by a person, by NTP, by sleep): no timer fires for it. */
  jumpTo(now: number): void {
    const shift = now - this.#now;
    this.#now = now;
    for (const timer of this.#timers) timer.at += shift;
  }

  get pending(): number {
    return this.#timers.length;
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
