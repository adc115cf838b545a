import type { Clock, Logger } from '../engine/ports.ts';

/** Deliveries under way get this long to finish (spec: Processes). */
export const DRAIN_MS = 10_000;
/** Past the drain something hangs: what is not delivered is in the outbox and goes out after the next start. */
export const HARD_LIMIT_MS = DRAIN_MS + 2_000;
/** What Electron may take for its own end before it is cut short. */
export const EXIT_MS = 2_000;

export interface EndingPorts {
  /** What must be gone at once: icon, timers, secrets on the clipboard. */
  letGo(): void;
  /** Drains the outbox and closes the database. */
  stop(drainMs: number): Promise<void>;
  /** Sees to it, from outside, that this process is gone after `ms`. */
  guard(ms: number): void;
  /** Electron's own way out: destroys windows, then ends its threads, and may wait for any of them. */
  exit(): void;
  /** The process's way out, past all that. */
  exitNow(): void;
  clock: Pick<Clock, 'after'>;
  log: Logger;
}

/**
 * However often it is asked for, the app ends once and in order. From the moment that the engine has stopped nothing
 * is left to lose, so nothing may hold the process any more. Electron's own end waits, without running any timer, for
 * every request that is still in Node's threads: a keychain that does not answer, a name that is being looked up.
 */
export function createEnding(ports: EndingPorts): () => void {
  let isEnding = false;
  let isLeaving = false;
  const leave = (): void => {
    if (isLeaving) return;
    isLeaving = true;
    try {
      ports.guard(EXIT_MS + 1_000);
    } catch (error) {
      ports.log.log('error', 'The end of the app is not watched from outside', { error });
    }
    ports.clock.after(EXIT_MS, ports.exitNow);
    ports.exit();
  };
  return () => {
    if (isEnding) return;
    isEnding = true;
    try {
      ports.letGo();
    } catch (error) {
      ports.log.log('error', 'Something of the desktop did not let go', { error });
    }
    ports.clock.after(HARD_LIMIT_MS, leave);
    ports
      .stop(DRAIN_MS)
      .catch((error: unknown) => ports.log.log('error', 'The engine did not stop in order', { error }))
      .finally(leave);
  };
}
