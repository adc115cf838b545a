import type { Db } from './open.ts';

/**
 * A secret that was just overwritten or deleted still stands in the write-ahead log: writes the log into the database
 * (where `secure_delete` has blanked it) and empties it. What cannot be done now, because another process reads or the
 * disk is full, SQLite does when the last process ends.
 */
export function emptyJournal(db: Db): void {
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // What was asked for is stored: this is no reason to say that it failed.
  }
}
