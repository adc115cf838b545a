import type { Db } from './open.ts';

/**
 * A secret that was just overwritten or deleted still stands in the write-ahead log: writes the log into the database
 * (where `secure_delete` has blanked it) and empties it. Another process that reads just then keeps it a little
 * longer; SQLite empties it when the last process ends.
 */
export function emptyJournal(db: Db): void {
  db.pragma('wal_checkpoint(TRUNCATE)');
}
