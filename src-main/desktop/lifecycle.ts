import { app, powerMonitor } from 'electron';
import type { EnginePort } from './engine-port.ts';

/** Deliveries under way get this long to finish (spec: Processes). */
const DRAIN_MS = 10_000;
/** Past the drain something hangs: what is not delivered is in the outbox and goes out after the next start. */
const HARD_LIMIT_MS = DRAIN_MS + 2_000;

/** Lives on without a window; however it is asked to end, it ends once and in order. */
export function ruleLifecycle(engine: Pick<EnginePort, 'stop' | 'log'>, onQuit: () => void): void {
  let isEnding = false;
  // Without a listener Electron would quit with the last window.
  app.on('window-all-closed', () => undefined);
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (isEnding) return;
    isEnding = true;
    onQuit();
    setTimeout(() => app.exit(0), HARD_LIMIT_MS).unref();
    engine
      .stop(DRAIN_MS)
      .catch((error: unknown) => engine.log.log('error', 'The engine did not stop in order', { error }))
      .finally(() => app.exit(0));
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => app.quit());
  // The computer is about to go down: same as a quit, in whatever time it grants. (The types leave the event out.)
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault();
    app.quit();
  });
}
