import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { createOwnerOnly, nativeBinding } from './open.ts';

export interface MonitorLock {
  release(): void;
}

/**
 * Only one process monitors and delivers for a database. The lock is an exclusive transaction on a little SQLite
 * file of its own: the operating system frees it when the process dies, however it dies, so that there is no stale
 * lock to clean up and no process id to guess about.
 * @returns undefined while another process holds it.
 */
export function acquireMonitorLock(database: string): MonitorLock | undefined {
  createOwnerOnly(`${database}.lock`);
  const db = new Database(`${database}.lock`, { timeout: 0, ...nativeBinding() });
  try {
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return undefined;
    throw error;
  }
  const note = holderNote(database);
  try {
    writeFileSync(note, String(process.pid), { mode: 0o600 });
  } catch {
    // A full disk must not cost the lock: held by a connection that nobody knows, it would keep everybody out.
  }
  return {
    release() {
      rmSync(note, { force: true });
      db.close();
    },
  };
}

/** Process id of the holder, for messages only; undefined where nobody left a note. */
export function lockHolder(database: string): number | undefined {
  try {
    const pid = Number(readFileSync(holderNote(database), 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the process that left the note lives: a guess, its number may be another's by now. */
export function isHeldByAnother(database: string): boolean {
  const pid = lockHolder(database);
  if (pid === undefined || pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

const holderNote = (database: string): string => `${database}.lock.pid`;
