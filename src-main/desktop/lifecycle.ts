import { app, powerMonitor } from 'electron';
import { systemClock } from '../engine/platform/clock.ts';
import { createEnding } from './ending.ts';
import type { EnginePort } from './engine-port.ts';
import { guardExit } from './exit-guard.ts';

/** Node's own; Electron maps `process.exit` to `app.exit`, which is what may hang. */
const reallyExit = (process as unknown as { reallyExit(code: number): void }).reallyExit.bind(process);

/** Lives on without a window; however it is asked to end, it ends once and in order. */
export function ruleLifecycle(engine: Pick<EnginePort, 'stop' | 'log'>, onQuit: () => void): void {
  const end = createEnding({
    letGo: onQuit,
    stop: (drainMs) => engine.stop(drainMs),
    guard: (ms) => void guardExit(process.pid, ms),
    exit: () => app.exit(0),
    exitNow: () => reallyExit(0),
    clock: systemClock,
    log: engine.log,
  });
  app.on('before-quit', (event) => {
    event.preventDefault();
    end();
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => app.quit());
  // The computer is about to go down: same as a quit, in whatever time it grants. (The types leave the event out.)
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault();
    app.quit();
  });
}
