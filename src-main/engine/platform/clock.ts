import { randomInt } from 'node:crypto';
import type { Clock, Random } from '../ports.ts';

/** setTimeout's limit; a longer wait would fire at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, Math.min(Math.max(0, ms), LONGEST_TIMEOUT_MS));
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
};

const RANDOM_STEPS = 2 ** 32;
export const systemRandom: Random = { next: () => randomInt(RANDOM_STEPS) / RANDOM_STEPS };
