import type { Clock } from '../../src-main/engine/ports.ts';

/** Real time, sped up: what waits 15 s in the app waits 15 s / `speed` in a test that needs real sockets. */
export function createFastClock(speed: number): Clock {
  const start = Date.now();
  return {
    now: () => Math.round(start + (Date.now() - start) * speed),
    after(ms, run) {
      const timer = setTimeout(run, ms / speed);
      return { cancel: () => clearTimeout(timer) };
    },
  };
}
