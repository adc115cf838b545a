import type { Clock } from '../ports.ts';

/** Waits for the lanes to rest. */
export class Drain {
  readonly #clock: Clock;
  readonly #isDrained: (until: 'idle' | 'empty') => boolean;
  readonly #waiting = new Set<() => void>();

  constructor(clock: Clock, isDrained: (until: 'idle' | 'empty') => boolean) {
    this.#clock = clock;
    this.#isDrained = isDrained;
  }

  /** A lane fell asleep. */
  look(): void {
    for (const check of [...this.#waiting]) check();
  }

  /** @returns whether it was reached within `ms`. */
  async wait(ms: number, until: 'idle' | 'empty'): Promise<boolean> {
    // Whatever was queued in this turn has reached its lane after two more.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    if (this.#isDrained(until)) return true;
    // The clock's timers keep no process alive, but a command line that waits for its deliveries must be.
    const hold = setInterval(() => {}, 60_000);
    return new Promise<boolean>((resolve) => {
      const end = (reached: boolean) => {
        this.#waiting.delete(check);
        timer.cancel();
        clearInterval(hold);
        resolve(reached);
      };
      const check = () => {
        if (this.#isDrained(until)) end(true);
      };
      const timer = this.#clock.after(ms, () => end(false));
      this.#waiting.add(check);
    });
  }
}
