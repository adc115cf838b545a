import { useEffect } from 'react';
import { create } from 'zustand';

/** One slow clock for every relative time on the screen; stands still while nothing shows a time. */
const useClock = create<{ now: number }>(() => ({ now: Date.now() }));
const STEP_MS = 20_000;
let users = 0;
let timer: ReturnType<typeof setInterval> | undefined;

const tick = (): void => useClock.setState({ now: Date.now() });

export function useNow(): number {
  useEffect(() => {
    if (users++ === 0) {
      tick();
      timer = setInterval(tick, STEP_MS);
    }
    return () => {
      if (--users === 0) clearInterval(timer);
    };
  }, []);
  return useClock((state) => state.now);
}
