import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Db } from '../storage/open.ts';

/** What one transaction may take before its commit. */
const SLICE_MS = 5;

/**
 * Works off a long piece of work, a small transaction per turn of the event loop. It may end after any of them, killed
 * or not: each must leave things right, and what it did be no work for the next run.
 * @param step some rows; whether there may be more. Called inside a transaction.
 * @param stopped asked between the slices.
 */
export async function inSlices(db: Db, step: () => boolean, stopped: () => boolean): Promise<void> {
  for (let goesOn = true; goesOn && !stopped(); ) {
    goesOn = slice(db, step);
    await nextTurn();
  }
}

function slice(db: Db, step: () => boolean): boolean {
  const until = performance.now() + SLICE_MS;
  // A power cut may bring some of it back, which the next run deletes again: nobody needs to wait for the disk.
  db.pragma('synchronous = NORMAL');
  try {
    return db
      .transaction(() => {
        do if (!step()) return false;
        while (performance.now() < until);
        return true;
      })
      .immediate();
  } finally {
    db.pragma('synchronous = FULL');
  }
}
