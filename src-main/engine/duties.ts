import { createSearchIndex } from './audit/search-index.ts';
import { SearchIndexer } from './audit/search-indexer.ts';
import type { EngineParts } from './parts.ts';
import type { Timer } from './ports.ts';
import { SETTLED_AFTER_MS } from './smtp/password-store.ts';
import { createMaintenance } from './upkeep.ts';

/** A locked keychain may be open by then, and another process may have been cut off meanwhile. */
const REMOVALS_EVERY_MS = 3_600_000;

/** What goes on by itself in the process that holds the monitoring lock, and in no other. */
export function createDuties(parts: EngineParts) {
  const { db, clock, log, feed, notices, notifications, scans, smtp, accounts } = parts;
  const maintenance = createMaintenance(parts, (notice) => {
    notices.push(notice);
    feed.changed('engine');
  });
  const indexer = new SearchIndexer({ db, index: createSearchIndex(db), clock, log });
  let sweeping: Timer | undefined;
  let removals: Timer | undefined;
  let isTold = false;

  function resumeRemovals(): void {
    removals = clock.after(REMOVALS_EVERY_MS, resumeRemovals);
    accounts.resumeRemovals().catch((error: unknown) => {
      if (!isTold) log.log('warn', 'Something of a removed account is left: it is tried again', { error });
      isTold = true;
    });
  }

  return {
    begin(): void {
      log.log('info', 'Monitoring and delivering', { pid: process.pid });
      notifications.start();
      scans.start();
      maintenance.start();
      indexer.start();
      sweeping = clock.after(SETTLED_AFTER_MS, () => {
        smtp.password
          .sweep()
          .catch((error: unknown) =>
            log.log('error', 'A left SMTP password could not be removed', { error }),
          );
      });
      resumeRemovals();
      feed.changed('monitors', 'engine');
    },

    /** There are new events. */
    eventsRecorded: (): void => indexer.wake(),

    /** @returns when nothing is under way but deliveries. */
    async stop(): Promise<void> {
      indexer.stop();
      sweeping?.cancel();
      removals?.cancel();
      await Promise.all([scans.stop(), maintenance.stop()]);
    },
  };
}
