import type { Environment } from '../settings/environment.ts';
import type { AccountRow } from './repository.ts';

/** What the environment says of the account (spec: Command line, environment). */
export interface AccountEnvironment {
  server?: string;
  username?: string;
  apiUrl?: string;
  apiKey?: string;
}

export const readAccountEnvironment = (environment: Pick<Environment, 'get'>): AccountEnvironment => ({
  server: environment.get('MX_SERVER'),
  username: environment.get('MX_USER'),
  apiUrl: environment.get('MXROUTE_API_URL'),
  apiKey: environment.get('MX_API_KEY'),
});

export interface ActiveAccount extends AccountRow {
  /** Variables that override this account's fields, `MX_API_KEY` included. */
  fromEnvironment: string[];
}

export const DEFAULT_API_URL = 'https://api.mxroute.com';

export interface Resolution {
  active: ActiveAccount[];
  /** An account that only the environment knows: must be stored before its state can be. */
  create?: AccountRow;
}

/**
 * Which accounts are watched: the stored ones, the first of them overridden by the environment. Where the
 * environment names another server or user than the first account's, it is another account: it takes the first
 * one's place (each has state of its own), and is created where it is not stored yet.
 * @param environmentOnly accounts that the environment named once: without it nobody has a key for them, so they rest.
 */
export function resolveAccounts(
  stored: readonly AccountRow[],
  environment: AccountEnvironment,
  newId: () => string,
  environmentOnly: ReadonlySet<string> = new Set(),
): Resolution {
  const first = stored.find(({ id }) => !environmentOnly.has(id)) ?? stored[0];
  const server = environment.server?.toLowerCase() ?? first?.server;
  const username = environment.username ?? first?.username;
  const fromEnvironment = overriddenFields(environment);
  if (!server || !username) return { active: [] };
  if (!first && !(environment.server && environment.username)) return { active: [] };

  const known = stored.find((account) => account.server === server && account.username === username);
  const base: AccountRow = known ?? {
    id: newId(),
    label: `${username} at ${server}`,
    server,
    username,
    apiUrl: DEFAULT_API_URL,
  };
  const primary: ActiveAccount = { ...base, apiUrl: environment.apiUrl ?? base.apiUrl, fromEnvironment };
  const rest = stored
    .filter(({ id }) => id !== first?.id && id !== base.id && !environmentOnly.has(id))
    .map((account) => ({ ...account, fromEnvironment: [] }));
  return { active: [primary, ...rest], ...(known ? {} : { create: base }) };
}

function overriddenFields(environment: AccountEnvironment): string[] {
  return [
    environment.server && 'MX_SERVER',
    environment.username && 'MX_USER',
    environment.apiKey && 'MX_API_KEY',
    environment.apiUrl && 'MXROUTE_API_URL',
  ].filter((name): name is string => Boolean(name));
}
