import { failure, type Result } from '../../../src-shared/result.ts';
import { validateApiUrl } from './draft.ts';
import type { AccountRow } from './repository.ts';

/** The other account with this login: the same one twice would mean every alert twice. */
export function findTwin(
  stored: readonly AccountRow[],
  login: Pick<AccountRow, 'server' | 'username'>,
  ownId: string | undefined,
): AccountRow | undefined {
  return stored.find(
    ({ id, server, username }) => id !== ownId && server === login.server && username === login.username,
  );
}

/**
 * The key that is stored goes to the address for which it was entered, and to no other that a page names.
 * @param known the account as it is stored, and as the environment makes it; none: there is no key yet.
 */
export function refuseMove(
  known: readonly AccountRow[],
  typedKey: string,
  apiUrl: string,
): Result<never> | undefined {
  if (typedKey || known.length === 0) return undefined;
  const addresses = known.flatMap((account) => validateApiUrl(account.apiUrl));
  return addresses.some((address) => address.ok && address.value === apiUrl)
    ? undefined
    : failure('missing', 'Enter the API key again: it would go to another address.', 'apiKey');
}
