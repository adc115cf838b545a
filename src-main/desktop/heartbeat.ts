import type { Clock, Timer } from '../engine/ports.ts';

export const HEARTBEAT_MS = 60_000;

export interface Heartbeat {
  onBeat(listener: () => void): void;
  stop(): void;
}

/** The desktop's one timer while nothing happens: all that must be looked at now and then shares one wake-up a minute. */
export function startHeartbeat(clock: Clock): Heartbeat {
  const listeners: (() => void)[] = [];
  let timer: Timer;
  const wait = (): void => {
    timer = clock.after(HEARTBEAT_MS, () => {
      for (const listener of listeners) listener();
      wait();
    });
  };
  wait();
  return { onBeat: (listener) => listeners.push(listener), stop: () => timer.cancel() };
}
