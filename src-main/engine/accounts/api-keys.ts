import { failure, type Result, success } from '../../../src-shared/result.ts';
import type { Redactor } from '../log/redact.ts';
import type { Keychain } from '../ports.ts';
import type { Environment } from '../settings/environment.ts';
import type { ActiveAccount } from './active.ts';

export interface ApiKeysOptions {
  keychain: Keychain;
  environment: Pick<Environment, 'get'>;
  redactor: Redactor;
}

const entryOf = (accountId: string): string => `account:${accountId}`;

/** The accounts' API keys: the environment's, else the one in the keychain, which is asked once per account. */
export function createApiKeys({ keychain, environment, redactor }: ApiKeysOptions) {
  const known = new Map<string, string>();
  return {
    /** @throws KeychainError where the keychain cannot be asked. */
    async find({ id, fromEnvironment }: ActiveAccount): Promise<string | undefined> {
      const given = fromEnvironment.includes('MX_API_KEY') ? environment.get('MX_API_KEY') : undefined;
      const key = given ?? known.get(id) ?? (await keychain.get(entryOf(id)));
      if (key && !given) known.set(id, key);
      redactor.add(key);
      return key;
    },

    async store(accountId: string, key: string): Promise<Result<null>> {
      redactor.add(key);
      try {
        await keychain.set(entryOf(accountId), key);
      } catch (error) {
        return failure(
          'keychain',
          `${(error as Error).message} Or put MX_API_KEY into the .env file of the data folder.`,
          'apiKey',
        );
      }
      known.set(accountId, key);
      return success(null);
    },

    /** Also where there is none. @throws KeychainError: it may still be there. */
    async delete(accountId: string): Promise<void> {
      try {
        await keychain.delete(entryOf(accountId));
      } finally {
        known.delete(accountId);
      }
    },
  };
}

export type ApiKeys = ReturnType<typeof createApiKeys>;
