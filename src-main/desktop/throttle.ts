import type { Clock } from '../engine/ports.ts';

/**
 * Runs `work` at once, then at most every `ms`, and once more at the end when it was asked for meanwhile.
 * A run that takes longer than `ms` delays the next: two never overlap.
 */
export function throttle(clock: Clock, ms: number, work: () => Promise<void>): () => void {
  let isResting = false;
  let isAsked = false;
  const run = async (): Promise<void> => {
    isResting = true;
    isAsked = false;
    await work();
    clock.after(ms, () => {
      isResting = false;
      if (isAsked) void run();
    });
  };
  return () => {
    isAsked = true;
    if (!isResting) void run();
  };
}
