/** Waits before the second, third … start in a row. */
const DELAYS_MS = [0, 1_000, 2_000, 5_000, 15_000, 60_000];
/** A worker that lived this long has recovered. */
const STEADY_AFTER_MS = 60_000;

/** When a worker that died may be started again: at once, then with a growing delay. Times in milliseconds. */
export class Restarts {
  #inARow = 0;
  #notBefore = Number.NEGATIVE_INFINITY;

  died(startedAt: number, now: number): void {
    this.#inARow = now - startedAt >= STEADY_AFTER_MS ? 1 : this.#inARow + 1;
    this.#notBefore = now + (DELAYS_MS[this.#inARow - 1] ?? DELAYS_MS.at(-1) ?? 0);
  }

  waitMs(now: number): number {
    // Further ahead than any delay: the clock was set back meanwhile.
    return Math.min(Math.max(0, this.#notBefore - now), DELAYS_MS.at(-1) ?? 0);
  }
}
