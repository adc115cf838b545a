import type { Db } from '../storage/open.ts';
import type { ApiKeys } from './api-keys.ts';
import type { AccountRepository } from './repository.ts';
import { createStateDeletion } from './state-deletion.ts';
import type { AccountWriter } from './writer.ts';

export interface AccountRemovalOptions {
  db: Db;
  repository: AccountRepository;
  keys: Pick<ApiKeys, 'delete'>;
  writer: Pick<AccountWriter, 'markRemoved'>;
}

/**
 * Removes accounts. Deleting what belongs to one takes longer than the process may live, so it is marked as removed
 * first, which is all that a person sees of it. Its key, its state and last its row follow; as long as the row is
 * there, something of it may be left, and every start of the process that monitors goes on with it.
 */
export function createAccountRemoval({ db, repository, keys, writer }: AccountRemovalOptions) {
  const state = createStateDeletion(db);

  const mark = db.transaction((id: string): boolean => {
    const account = repository.get(id);
    // Another window or command may have been faster.
    if (!account) return false;
    writer.markRemoved(account);
    state.dropHiddenAlerts(id);
    return true;
  });

  /** @returns why its key may still be in the keychain, which keeps its row; nothing where all of it is gone. */
  async function deleteAll(id: string): Promise<Error | undefined> {
    // The key first: a key without an account would be a secret that nobody knows of.
    const keyLeft = await keys.delete(id).then(
      () => undefined,
      (error: Error) => error,
    );
    if (!db.open) return undefined;
    const detached = await state.prepare(id);
    if (db.open) state.finish(id, detached, keyLeft === undefined);
    return keyLeft;
  }

  return {
    /** @returns whether it was there, when as much of it is deleted as can be. @throws SQLite errors. */
    async remove(id: string): Promise<boolean> {
      if (!mark.immediate(id)) return false;
      await deleteAll(id);
      return true;
    },

    /** Goes on with what was cut off. @throws the first error, after it was tried with every account. */
    async resume(): Promise<void> {
      const errors: unknown[] = [];
      for (const id of repository.removed()) {
        if (!db.open) break;
        const error = await deleteAll(id).catch((reason: unknown) => reason);
        if (error !== undefined) errors.push(error);
      }
      if (errors.length > 0) throw errors[0];
    },
  };
}
