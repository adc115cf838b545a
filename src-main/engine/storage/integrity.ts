import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { isHeldByAnother } from './lock.ts';
import { nativeBinding } from './open.ts';
import { isBelieved, soundAt } from './sound-mark.ts';

/** quick_check reads the whole file; above this it would block the main thread for more than 50 ms. */
const SMALL_ENOUGH_BYTES = 16 * 1024 * 1024;

/** Runs in a worker thread; plain JavaScript so that it needs no bundle of its own. */
const WORKER_SOURCE = `
const { workerData, parentPort } = require('node:worker_threads');
const Database = require(workerData.library);
let verdict;
try {
  const db = new Database(workerData.file, { readonly: true, ...workerData.options });
  verdict = db.pragma('quick_check(1)', { simple: true });
  db.close();
} catch (error) { verdict = error.code || String(error); }
parentPort.postMessage(verdict);
`;

/**
 * PRAGMA quick_check of the file.
 * @returns undefined when it is sound or does not exist, else SQLite's own words.
 */
export async function findCorruption(file: string): Promise<string | undefined> {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return undefined;
  const verdict = size <= SMALL_ENOUGH_BYTES ? checkHere(file) : await checkInWorker(file);
  return verdict === 'ok' ? undefined : verdict;
}

/**
 * Whether the file may be used without being read as a whole, which takes seconds where it is large: it was found
 * sound lately, and whoever used it last closed it in order or is at it still. Header and schema are read all the same.
 */
export function isKnownSound(file: string, now: number): boolean {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= SMALL_ENOUGH_BYTES) return false;
  // What was not closed in order leaves its journal behind; so does what is open.
  if (existsSync(`${file}-wal`) && !isHeldByAnother(file)) return false;
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { timeout: 5_000, ...nativeBinding() });
    return isBelieved(soundAt(db), now);
  } catch {
    return false;
  } finally {
    db?.close();
  }
}

/** Errors that mean "this file is broken", as opposed to busy, unreadable or full. */
export function isCorruption(code: string | undefined): boolean {
  return code !== undefined && /^SQLITE_(CORRUPT|NOTADB)/.test(code);
}

function checkHere(file: string): string {
  let db: Database.Database | undefined;
  try {
    // Not read-only: a WAL left by a crash must be recovered before the check can see the truth.
    db = new Database(file, { timeout: 5_000, ...nativeBinding() });
    return String(db.pragma('quick_check(1)', { simple: true }));
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (isCorruption(code)) return code ?? 'SQLITE_CORRUPT';
    throw error;
  } finally {
    db?.close();
  }
}

function checkInWorker(file: string): Promise<string> {
  const library = createRequire(import.meta.url).resolve('better-sqlite3');
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER_SOURCE, {
      eval: true,
      workerData: { file, library, options: nativeBinding() },
    });
    worker.once('message', (verdict: unknown) => {
      const text = String(verdict);
      if (text === 'ok' || isCorruption(text) || !text.startsWith('SQLITE_')) resolve(text);
      else reject(Object.assign(new Error(text), { code: text }));
    });
    worker.once('error', reject);
  });
}
