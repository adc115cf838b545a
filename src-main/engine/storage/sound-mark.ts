import type { Db } from './open.ts';

const KEY = 'sound';
/** The app looks every day while it runs; a computer that was off for longer has the file looked at before it is used. */
const BELIEVED_FOR_MS = 7 * 86_400_000;

/** Keeps in the database that all of it was read and found sound. */
export function markSound(db: Db, now: number): void {
  try {
    db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(KEY, String(now));
  } catch {
    // A full disk, or another process is writing: then the next start looks again.
  }
}

/** It may not be sound any more. */
export function forgetSound(db: Db): void {
  try {
    db.prepare('DELETE FROM meta WHERE key = ?').run(KEY);
  } catch {
    // Damaged there as well, which the next start notices by itself.
  }
}

/** When that was, in milliseconds since the epoch. */
export function soundAt(db: Db): number | undefined {
  const value = db.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(KEY);
  const at = Number(value ?? Number.NaN);
  return Number.isFinite(at) ? at : undefined;
}

export const isBelieved = (at: number | undefined, now: number): boolean =>
  at !== undefined && Math.abs(now - at) < BELIEVED_FOR_MS;
