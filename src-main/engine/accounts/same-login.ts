import type { ActiveAccount } from './active.ts';

/** For a person: why a scan came to nothing. */
export const ACCOUNT_CHANGED = 'The account was changed while it was being checked.';

/** Whether both are asked for with the same login: answers for one say nothing about another. */
export const isSameLogin = (before: ActiveAccount, now: ActiveAccount | undefined): boolean =>
  before.server === now?.server && before.username === now.username && before.apiUrl === now.apiUrl;

/**
 * For the transactions that store what `account` was told.
 * @param active the accounts as they are now.
 * @returns what throws once the account has another login, or is no more: its answers came too late.
 */
export function loginGuard(account: ActiveAccount, active: () => readonly ActiveAccount[]): () => void {
  return () => {
    const now = active().find(({ id }) => id === account.id);
    if (!isSameLogin(account, now))
      throw Object.assign(new Error(ACCOUNT_CHANGED), { code: 'account_changed' });
  };
}
