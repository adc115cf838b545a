import { failure, type Result, success } from '../../../src-shared/result.ts';
import type { Clock, Logger, Timer } from '../ports.ts';
import { emptyJournal } from '../storage/journal.ts';
import type { Db } from '../storage/open.ts';
import type { Credentials } from './credentials.ts';
import type { Outbox } from './outbox.ts';
import type { StoredTarget, TargetRepository } from './targets.ts';

/** How long a removed target can be restored, secret and all. */
export const UNDO_MS = 10_000;
export const REMOVED_REASON = 'The target was removed.';

/** Removed, and too late to be restored: nothing will ever be sent to it again. */
export const isGone = (target: StoredTarget | undefined, now: number): boolean =>
  target === undefined || (target.removedAt !== null && now - target.removedAt >= UNDO_MS);

export interface RemovalOptions {
  db: Db;
  clock: Clock;
  log: Logger;
  targets: TargetRepository;
  credentials: Credentials;
  outbox: Outbox;
}

/**
 * Removing with undo: at once nothing is sent any more; when the undo time is over what still waited ends as failed,
 * without an event, and the secret is dropped. The row goes when no delivery refers to it.
 */
export function createRemoval({ db, clock, log, targets, credentials, outbox }: RemovalOptions) {
  const timers = new Map<string, Timer>();

  const finish = async (id: string): Promise<void> => {
    timers.get(id)?.cancel();
    timers.delete(id);
    const target = targets.get(id);
    if (!target || target.removedAt === null) return;
    const now = clock.now();
    // Finished early, because this process ends, it is past restoring for every other one as well.
    const removedAt = Math.min(target.removedAt, now - UNDO_MS);
    db.transaction(() => {
      outbox.cancel(id, REMOVED_REASON, now);
      targets.update({ ...target, url: null, removedAt });
    })();
    if (target.store === 'database') emptyJournal(db);
    // Kept by the keychain, the row stays for the next start to try again.
    if (target.store === 'keychain' && !(await credentials.drop(id)))
      return log.log('warn', 'the keychain did not delete a removed target', { targetId: id });
    if (!outbox.refersTo(id)) targets.delete(id);
  };

  const finishIn = (id: string, ms: number): void => {
    const end = () =>
      void finish(id).catch((error) =>
        log.log('error', 'a removed target could not be cleaned up', { error }),
      );
    timers.get(id)?.cancel();
    timers.set(id, clock.after(ms, end));
  };

  return {
    remove(id: string): Result<null> {
      const target = targets.get(id);
      if (!target || target.removedAt !== null)
        return failure('not_found', 'This target does not exist any more.', 'id');
      targets.update({ ...target, removedAt: clock.now() });
      finishIn(id, UNDO_MS);
      return success(null);
    },

    restore(id: string): Result<null> {
      const target = targets.get(id);
      const restorable =
        target && target.removedAt !== null && (target.store !== 'database' || target.url !== null);
      if (!restorable || isGone(target, clock.now())) {
        return failure('not_found', 'The target is gone: the time to undo is over.', 'id');
      }
      timers.get(id)?.cancel();
      timers.delete(id);
      targets.update({ ...target, removedAt: null });
      return success(null);
    },

    /** Ends removals of an earlier run: now where their time is over, then where it is not. */
    async finishOverdue(): Promise<void> {
      for (const target of targets.removed()) {
        if (isGone(target, clock.now())) await finish(target.id);
        else finishIn(target.id, UNDO_MS);
      }
    },

    /** Ends this process's own removals now: it is about to end itself. */
    async finishOwn(): Promise<void> {
      for (const id of [...timers.keys()]) await finish(id);
    },
  };
}

export type Removal = ReturnType<typeof createRemoval>;
