import { basename, dirname } from 'node:path';
import { watchFolder } from '../platform/watch-folder.ts';
import type { Db } from './open.ts';

/** Several writes of one command are one change. */
const SETTLE_MS = 250;

/**
 * Calls `changed` after another process (the command line beside the app) has committed to the database.
 * SQLite's data_version tells it apart from our own commits; the file watcher only says when to ask.
 * @returns a function that stops watching.
 */
export function watchForeignChanges(db: Db, file: string, changed: () => void): () => void {
  const version = () => db.pragma('data_version', { simple: true }) as number;
  let known = version();
  let settling: NodeJS.Timeout | undefined;
  const check = () => {
    settling = undefined;
    if (!db.open) return;
    const now = version();
    if (now === known) return;
    known = now;
    changed();
  };
  const journal = `${basename(file)}-wal`;
  const stop = watchFolder(dirname(file), (name = journal) => {
    if (name !== journal || settling) return;
    settling = setTimeout(check, SETTLE_MS);
    settling.unref();
  });
  return () => {
    clearTimeout(settling);
    stop();
  };
}
