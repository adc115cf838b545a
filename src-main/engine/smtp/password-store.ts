import { failure, type Result, success } from '../../../src-shared/result.ts';
import type { SecretStore } from '../../../src-shared/views/targets.ts';
import type { Clock, Keychain } from '../ports.ts';
import { emptyJournal } from '../storage/journal.ts';
import type { Db } from '../storage/open.ts';
import { PASSWORD_VARIABLE, type PasswordPlan } from './password-plan.ts';

export interface PasswordStoreOptions {
  db: Db;
  clock: Pick<Clock, 'now'>;
  keychain: Keychain;
  environment: { get(name: string): string | undefined };
  /** Told every password that is read or stored. */
  redactor: { add(secret: string): void };
}

const ENTRY = 'smtp:password';
/** Which of the three the person chose, what the database holds, and that the keychain may hold what nobody wants. */
const [CHOSEN, VALUE, LEFTOVER] = ['smtp.passwordStore', 'smtp.password', 'smtp.keychainLeftover'];
/** A younger note may belong to a change that is under way, in this process or beside it. */
export const SETTLED_AFTER_MS = 15_000;

/** Where the password of the SMTP settings lives. Keychain and database cannot change together: see Leftovers. */
export function createPasswordStore({ db, clock, keychain, environment, redactor }: PasswordStoreOptions) {
  const select = db.prepare('SELECT value FROM meta WHERE key = ?').pluck();
  const insert = db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
  const remove = db.prepare('DELETE FROM meta WHERE key = ?');
  const get = (key: string) => select.get(key) as string | undefined;
  const put = (key: string, value: string | null) =>
    void (value === null ? remove.run(key) : insert.run(key, value));

  const chosen = (): SecretStore | null => {
    const store = get(CHOSEN);
    return store === 'keychain' || store === 'database' || store === 'env' ? store : null;
  };
  const variable = () => environment.get(PASSWORD_VARIABLE);
  const known = (password: string): string => {
    if (password !== '') redactor.add(password);
    return password;
  };

  /** What this app itself keeps; empty: nothing. */
  const stored = async (): Promise<Result<string>> => {
    if (chosen() === 'database') return success(known(get(VALUE) ?? ''));
    if (chosen() !== 'keychain') return success('');
    try {
      const password = await keychain.get(ENTRY);
      if (password !== undefined) return success(known(password));
    } catch {
      const state = await keychain.state();
      const reason = state.usable ? 'it could not be read.' : state.reason;
      return failure('keychain_unusable', `The keychain with the SMTP password cannot be used: ${reason}`);
    }
    return failure(
      'secret_missing',
      'The keychain does not hold the SMTP password any more: enter it again under Settings → Mailbox Password Reset.',
    );
  };
  const drop = async (): Promise<void> => {
    try {
      await keychain.delete(ENTRY);
      put(LEFTOVER, null);
    } catch {
      // It stays noted: the next start tries again.
    }
  };

  return {
    chosen,
    variable,
    stored,
    /** In force: the environment's, else the stored one; empty: none. */
    async read(): Promise<Result<string>> {
      const fromEnvironment = variable();
      return fromEnvironment === undefined ? stored() : success(known(fromEnvironment));
    },

    /** Into the keychain, before the database says so. @returns what undoes it, or why it cannot be. */
    async keep(password: string): Promise<Result<() => Promise<void>>> {
      const state = await keychain.state();
      if (!state.usable)
        return failure('keychain_unusable', `The keychain cannot be used: ${state.reason}`, 'store');
      const before = chosen() === 'keychain' ? await stored() : undefined;
      put(LEFTOVER, String(clock.now()));
      try {
        await keychain.set(ENTRY, known(password));
      } catch {
        return failure('keychain_unusable', 'The keychain refused to store the password.', 'store');
      }
      return success(async () => {
        if (before?.ok) {
          await keychain.set(ENTRY, before.value);
          put(LEFTOVER, null);
        } else if (!before) await drop();
      });
    },

    /** Inside the transaction that stores the settings. @returns whether anything changed. */
    commit(plan: Exclude<PasswordPlan, { kind: 'keep' | 'move' }>): boolean {
      const before = chosen();
      put(CHOSEN, plan.store);
      put(VALUE, plan.kind === 'put' && plan.store === 'database' ? known(plan.password) : null);
      if (plan.store === 'keychain') put(LEFTOVER, null);
      else if (before === 'keychain') put(LEFTOVER, String(clock.now()));
      return plan.kind === 'put' || before !== plan.store;
    },

    /** After it: takes the password out of where it was. */
    async tidy(before: SecretStore | null): Promise<void> {
      if (before === 'database') emptyJournal(db);
      if (before === 'keychain' && chosen() !== 'keychain') await drop();
    },

    /** What a kill or a locked keychain has left. */
    async sweep(): Promise<void> {
      const noted = get(LEFTOVER);
      if (noted === undefined || Math.abs(clock.now() - Number(noted)) < SETTLED_AFTER_MS) return;
      if (chosen() === 'keychain') put(LEFTOVER, null);
      else await drop();
    },
  };
}

export type PasswordStore = ReturnType<typeof createPasswordStore>;
