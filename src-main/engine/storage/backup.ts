import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { findCorruption } from './integrity.ts';
import { SCHEMA_VERSION, SchemaTooNewError } from './migrate.ts';
import { createOwnerOnly, type Db, nativeBinding } from './open.ts';

export const DAILY_BACKUPS_KEPT = 7;
const PARTIAL_NAME = /^mxroute-manager-\d{4}-\d{2}-\d{2}\.db\.partial(-journal|-wal|-shm)?$/;
const DAILY_NAME = /^mxroute-manager-\d{4}-\d{2}-\d{2}\.db$/;

export class RestoreError extends Error {
  override readonly name = 'RestoreError';
  readonly code = 'restore_refused';
}

/**
 * A consistent copy while the database is in use: page by page between other work (SQLite's online backup),
 * complete under its final name or not there at all.
 */
export async function backupTo(db: Db, file: string): Promise<void> {
  const partial = `${file}.partial`;
  await copyTo(db, partial);
  try {
    renameSync(partial, file);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/** For this user only from its first byte; half a copy on a full disk would only make it fuller. */
async function copyTo(source: Db, file: string): Promise<void> {
  rmSync(file, { force: true });
  createOwnerOnly(file);
  try {
    await source.backup(file);
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

/** Where the backup of this day (UTC) belongs. */
export const dailyFile = (folder: string, now: number): string =>
  join(folder, `mxroute-manager-${new Date(now).toISOString().slice(0, 10)}.db`);

/** Writes today's backup unless it is there, and drops all but the newest seven. @returns its path. */
export async function dailyBackup(db: Db, folder: string, now: number): Promise<string> {
  dropPartial(folder);
  const file = dailyFile(folder, now);
  if (!existsSync(file)) await backupTo(db, file);
  for (const old of dailyBackups(folder).slice(DAILY_BACKUPS_KEPT)) rmSync(old, { force: true });
  return file;
}

/** What a process that was killed left of a backup is as large as the database, and nobody else's. */
function dropPartial(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder))
    if (PARTIAL_NAME.test(name)) rmSync(join(folder, name), { force: true });
}

/** Newest first. */
export function dailyBackups(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => DAILY_NAME.test(name))
    .sort()
    .reverse()
    .map((name) => join(folder, name));
}

/** Moves a database and its journals out of the way under a name that tells when. @returns the new path. */
export function setAside(database: string, why: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-');
  const aside = `${database}.${why}-${stamp}`;
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(database + suffix)) renameSync(database + suffix, aside + suffix);
  return aside;
}

/** @throws RestoreError where the file is not a sound database of this app (or of an older version of it). */
export async function assertRestorable(file: string): Promise<void> {
  if (!existsSync(file)) throw new RestoreError(`There is no file ${file}.`);
  if (await findCorruption(file)) throw new RestoreError(`${file} is not a sound database.`);
  const db = new Database(file, { readonly: true, ...nativeBinding() });
  try {
    const version = db.pragma('user_version', { simple: true }) as number;
    const known = db
      .prepare("SELECT count(*) AS n FROM sqlite_master WHERE name IN ('events', 'outbox')")
      .get() as { n: number };
    if (version < 1 || known.n !== 2) throw new RestoreError(`${file} is not a backup of MXroute Manager.`);
    if (version > SCHEMA_VERSION) throw new SchemaTooNewError(version);
  } finally {
    db.close();
  }
}

/**
 * A process that has the database open would go on writing into the one that was set aside.
 * @throws RestoreError
 */
function assertUnused(database: string): void {
  if (!existsSync(database)) return;
  let db: Database.Database | undefined;
  try {
    db = new Database(database, { timeout: 0, ...nativeBinding() });
    // Leaving the write-ahead log takes the file for one connection alone.
    db.pragma('journal_mode = DELETE');
  } catch (error) {
    // A damaged one may be replaced all the same.
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY'))
      throw new RestoreError('Another process uses the database. Quit it first, then restore.');
  } finally {
    db?.close();
  }
}

/**
 * Puts a checked backup in the place of the database; the old one is set aside, not deleted.
 * The caller holds the monitor lock and has the database closed. @returns where the old one went.
 */
export async function restoreFrom(file: string, database: string, now: number): Promise<string | undefined> {
  await assertRestorable(file);
  assertUnused(database);
  const source = new Database(file, { readonly: true, ...nativeBinding() });
  const copy = join(dirname(database), `.restore-${process.pid}.db`);
  try {
    await copyTo(source, copy);
  } finally {
    source.close();
  }
  const aside = existsSync(database) ? setAside(database, 'before-restore', now) : undefined;
  renameSync(copy, database);
  return aside;
}
