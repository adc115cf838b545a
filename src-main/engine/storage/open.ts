import { chmodSync, closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { migrate } from './migrate.ts';

export type Db = Database.Database;

/** Journals and the log grow beside the file: all of it is for this user only. */
const OWNER_ONLY = 0o600;
/** Another process may hold the write lock for the length of one transaction, never longer. */
const BUSY_TIMEOUT_MS = 5_000;
/** better-sqlite3's prebuilt binary needs Node-API 10; older runtimes are handed another file by the launcher. */
const PREBUILT_NODE_API = 10;

/**
 * Opens (or creates) the database, brings its schema up to date and sets what must always hold.
 * @throws SqliteError as better-sqlite3 does: SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_CANTOPEN, SQLITE_READONLY.
 * @throws SchemaTooNewError where a newer version of the app has written the file.
 */
export function openDatabase(file: string): Db {
  createOwnerOnly(file);
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS, ...nativeBinding() });
  try {
    db.pragma('journal_mode = WAL');
    // WAL with FULL: a commit survives a power cut, which an alert's decision must.
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('trusted_schema = OFF');
    // Free pages keep nothing: a target whose secret was stored here may be moved or removed.
    db.pragma('secure_delete = ON');
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Options that choose the binary by the runtime's Node-API version: a wrong one crashes, so never try. */
export function nativeBinding(): { nativeBinding?: string } {
  const file = process.env.MXM_SQLITE_BINDING;
  return file && Number(process.versions.napi) < PREBUILT_NODE_API ? { nativeBinding: file } : {};
}

/** SQLite gives its journals the mode of the database file. */
export function createOwnerOnly(file: string): void {
  if (file === ':memory:') return;
  closeSync(openSync(file, 'a', OWNER_ONLY));
  if (process.platform !== 'win32') chmodSync(file, OWNER_ONLY);
}
