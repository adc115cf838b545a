import { failure, type Result, success } from '../../../src-shared/result.ts';
import type { SecretStore } from '../../../src-shared/views/targets.ts';

export const PASSWORD_VARIABLE = 'RESET_SMTP_PASSWORD';

export interface PasswordWish {
  /** Undefined: unchanged; empty: removed. */
  typed: string | undefined;
  wanted: SecretStore;
}

export interface PasswordState {
  /** Where the person chose to keep it; null: there is none. */
  chosen: SecretStore | null;
  /** What the variable holds; undefined: it is not set. */
  variable: string | undefined;
}

/** `move`: what is stored goes to another store, which needs to be read first. */
export type PasswordPlan =
  | { kind: 'keep' }
  | { kind: 'put'; store: 'keychain' | 'database'; password: string }
  | { kind: 'move'; store: 'keychain' | 'database' }
  | { kind: 'drop'; store: 'env' | null };

const isStored = (store: SecretStore | null): store is 'keychain' | 'database' =>
  store === 'keychain' || store === 'database';

/**
 * What becomes of the password. The environment wins: what it sets cannot be changed here, and its own value moves
 * nothing. `stored` reads what a store of this app holds, for the one case that has to compare.
 */
export async function planPassword(
  { typed, wanted }: PasswordWish,
  { chosen, variable }: PasswordState,
  stored: () => Promise<string | undefined>,
): Promise<Result<PasswordPlan>> {
  const keep = success<PasswordPlan>({ kind: 'keep' });
  const move = (): Result<PasswordPlan> =>
    wanted !== 'env' && isStored(chosen) && chosen !== wanted
      ? success({ kind: 'move', store: wanted })
      : keep;
  if (variable !== undefined) {
    if (typed !== undefined && typed !== variable)
      return failure('environment', `Password is set by the environment (${PASSWORD_VARIABLE}).`, 'password');
    if (wanted === 'env')
      // Another one than in the variable stays: it counts again when the variable is gone.
      return !isStored(chosen) || (await stored()) === variable
        ? success({ kind: 'drop', store: 'env' })
        : keep;
    return typed === undefined ? move() : success({ kind: 'put', store: wanted, password: typed });
  }
  if (typed === '') return success({ kind: 'drop', store: null });
  if (typed !== undefined)
    return success(
      wanted === 'env' ? { kind: 'drop', store: 'env' } : { kind: 'put', store: wanted, password: typed },
    );
  if (!isStored(chosen)) return success({ kind: 'drop', store: wanted === 'env' ? 'env' : null });
  if (wanted === 'env')
    return failure(
      'variable_missing',
      `${PASSWORD_VARIABLE} does not hold this password yet: set it in .env first, or enter the password again.`,
      'store',
    );
  return move();
}
