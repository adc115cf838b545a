import type { Notice } from '../../../src-shared/views.ts';
import { dailyBackups, restoreFrom, setAside } from './backup.ts';
import { findCorruption, isCorruption } from './integrity.ts';
import { type Db, openDatabase } from './open.ts';

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
  const problem = await problemOf(database);
  if (problem === undefined) return { db: openDatabase(database), notices: [] };
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
