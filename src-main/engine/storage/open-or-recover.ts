import { setTimeout as sleep } from 'node:timers/promises';
import type { Notice } from '../../../src-shared/views/app.ts';
import { dailyBackups, restoreFrom, setAside } from './backup.ts';
import { findCorruption, isCorruption, isKnownSound } from './integrity.ts';
import { type Db, openDatabase } from './open.ts';
import { markSound } from './sound-mark.ts';

export interface OpenedDatabase {
  db: Db;
  /** What a person must be told about this start. */
  notices: Notice[];
}

/**
 * Opens the database; a corrupt one is set aside and the newest sound daily backup takes its place.
 * `mayRepair` answers false while another process uses the file: then a corrupt file is an error, not ours to move.
 */
export async function openOrRecover(
  database: string,
  backupFolder: string,
  now: number,
  mayRepair: () => boolean,
): Promise<OpenedDatabase> {
  if (isKnownSound(database, now)) {
    try {
      return { db: await whenFree(() => openDatabase(database)), notices: [] };
    } catch (error) {
      if (!isCorruption((error as { code?: string }).code)) throw error;
    }
  }
  const problem = await whenFree(() => problemOf(database));
  if (problem === undefined) {
    const db = await whenFree(() => openDatabase(database));
    markSound(db, now);
    return { db, notices: [] };
  }
  if (!mayRepair())
    throw Object.assign(new Error(`The database ${database} is damaged.`), { code: 'SQLITE_CORRUPT' });

  const aside = setAside(database, 'corrupt', now);
  for (const backup of dailyBackups(backupFolder)) {
    try {
      await restoreFrom(backup, database, now);
      const day = backup.slice(-13, -3);
      return {
        db: openDatabase(database),
        notices: [restored(aside, `The backup of ${day} was restored; what happened after it is lost.`)],
      };
    } catch {
      // An unusable backup: the next older one may be sound.
    }
  }
  return {
    db: openDatabase(database),
    notices: [restored(aside, 'There was no backup, so a new, empty one was made.')],
  };
}

const restored = (aside: string, what: string): Notice => ({
  code: 'database_recovered',
  level: 'warning',
  message: `The database was damaged and has been set aside as ${aside}. ${what}`,
});

async function problemOf(database: string): Promise<string | undefined> {
  try {
    return await findCorruption(database);
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (isCorruption(code)) return code;
    throw error;
  }
}

const TRIES = 50;
const TRY_AGAIN_MS = 100;

/**
 * Two processes that make or recover the same file at once: SQLite answers "busy" at once where waiting could be a
 * deadlock (switching to WAL), whatever its timeout is.
 */
async function whenFree<T>(open: () => T | Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await open();
    } catch (error) {
      const busy = (error as { code?: string }).code?.startsWith('SQLITE_BUSY') === true;
      if (!busy || attempt === TRIES) throw error;
      await sleep(TRY_AGAIN_MS);
    }
  }
}
