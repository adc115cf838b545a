import { app } from 'electron';
import type { Logger } from '../engine/ports.ts';

/**
 * The one place for what nobody caught. Monitoring goes on: what was decided is in the database, and a crash loop
 * would watch nothing.
 */
export function catchTheUncaught(log: Logger): void {
  process.on('uncaughtException', (error) => log.log('error', 'Uncaught exception', { error }));
  process.on('unhandledRejection', (reason) => log.log('error', 'Unhandled rejection', { error: reason }));
  app.on('child-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit' && details.reason !== 'killed')
      log.log('error', 'A helper process ended unexpectedly', { ...details });
  });
}
