import { randomBytes } from 'node:crypto';
import { AUDIT_ACTION_NAMES, type AuditAction, actionDefinition } from '../../../src-shared/audit-actions.ts';
import { failure, type Result, success } from '../../../src-shared/result.ts';
import type { AccountView } from '../../../src-shared/views.ts';
import type { AuditLog } from '../audit/entry.ts';
import type { Redactor } from '../log/redact.ts';
import { type AccountApi, MxrouteError } from '../mxroute/api.ts';
import type { Clock, Keychain } from '../ports.ts';
import type { Environment } from '../settings/environment.ts';
import type { Db } from '../storage/open.ts';
import { type ActiveAccount, resolveAccounts } from './active.ts';
import { type AccountDraft, validateAccount, validateApiUrl } from './draft.ts';
import { createAccountRemoval } from './removal.ts';
import { type AccountRow, createAccountRepository } from './repository.ts';

export interface AccountsOptions {
  db: Db;
  keychain: Keychain;
  environment: Environment;
  redactor: Redactor;
  clock: Pick<Clock, 'now'>;
  audit: AuditLog;
  /** A client that asks with these credentials and nothing stored. */
  createApi: (account: AccountRow, apiKey: string) => AccountApi;
  /** Called after an account was stored, changed or removed, inside the transaction. */
  changed: () => void;
  /** Ticks the actions that a first account is watched for; called inside the transaction. */
  subscribe: (actions: AuditAction[]) => void;
  /** Who does it, for the log: `this computer` or `command line`. */
  actor: string;
}

const keyName = (id: string): string => `account:${id}`;

/** Stored accounts, what the environment makes of them, and their API keys. */
export class Accounts {
  readonly #options: AccountsOptions;
  readonly #repository: ReturnType<typeof createAccountRepository>;
  readonly #removal: ReturnType<typeof createAccountRemoval>;
  readonly #keys = new Map<string, string>();

  constructor(options: AccountsOptions) {
    this.#options = options;
    this.#repository = createAccountRepository(options.db);
    this.#removal = createAccountRemoval(options.db);
  }

  active(): ActiveAccount[] {
    const resolved = this.#resolve();
    if (!resolved.create) return resolved.active;
    // Another process may have stored the same one a moment ago: two rows would mean every alert twice.
    return this.#options.db
      .transaction(() => {
        const { active, create } = this.#resolve();
        if (create) {
          this.#store(create, []);
          this.#repository.markEnvironmentOnly(create.id, true);
        }
        return active;
      })
      .immediate();
  }

  #resolve() {
    const { list, environmentOnly } = this.#repository;
    return resolveAccounts(list(), this.#fromEnvironment(), newId, environmentOnly());
  }

  /** @throws MxrouteError `unauthorized` where no key is known; KeychainError where the keychain cannot be asked. */
  async apiKey(id: string): Promise<string> {
    const account = this.active().find((candidate) => candidate.id === id);
    if (!account) throw new MxrouteError('unauthorized', 'This account is no longer there.');
    const key = await this.#findKey(account);
    if (key === undefined)
      throw new MxrouteError(
        'unauthorized',
        `No API key is stored for ${account.label}. Enter it in Settings, Account.`,
      );
    return key;
  }

  async views(): Promise<AccountView[]> {
    return Promise.all(this.active().map((account) => this.#view(account)));
  }

  /** Asks MXroute with the draft's credentials; stores nothing. */
  async test(draft: AccountDraft): Promise<Result<{ domains: string[] }>> {
    const checked = validateAccount(draft);
    if (!checked.ok) return checked;
    const refused = this.#refuseMove(draft.id, draft.apiKey, checked.value.apiUrl);
    if (refused) return refused;
    const stored = this.active().find((account) => account.id === draft.id);
    const key = draft.apiKey || (stored && (await this.#findKey(stored).catch(() => undefined)));
    if (!key) return failure('missing', 'Enter the API key.', 'apiKey');
    this.#options.redactor.add(key);
    try {
      const { apiUrl = checked.value.apiUrl } = this.#fromEnvironment();
      const api = this.#options.createApi({ ...checked.value, apiUrl, id: 'test', label: 'test' }, key);
      return success({ domains: await api.listDomains({ priority: 'interactive', consumer: 'test' }) });
    } catch (error) {
      return requestFailure(error);
    }
  }

  async save(draft: AccountDraft): Promise<Result<AccountView>> {
    const { db, keychain, redactor, audit, actor } = this.#options;
    const checked = validateAccount(draft);
    if (!checked.ok) return checked;
    // The same login twice would mean every alert twice.
    const twin = this.#repository
      .list()
      .find(
        ({ id, server, username }) =>
          id !== draft.id && server === checked.value.server && username === checked.value.username,
      );
    if (draft.id !== undefined && twin)
      return failure('duplicate', 'This account is watched already.', 'username');
    const stored = draft.id === undefined ? twin : this.#repository.get(draft.id);
    if (draft.id !== undefined && !stored) return failure('not_found', 'This account is no longer there.');
    const refused = this.#refuseMove(stored?.id, draft.apiKey, checked.value.apiUrl);
    if (refused) return refused;
    const isFirst = this.#repository.list().length === 0;
    const id = stored?.id ?? (isFirst ? 'default' : newId());
    if (!draft.apiKey && !stored && !this.#fromEnvironment().apiKey)
      return failure('missing', 'Enter the API key.', 'apiKey');

    if (draft.apiKey) {
      redactor.add(draft.apiKey);
      try {
        await keychain.set(keyName(id), draft.apiKey);
      } catch (error) {
        return failure(
          'keychain',
          `${(error as Error).message} Or put MX_API_KEY into the .env file of the data folder.`,
          'apiKey',
        );
      }
      this.#keys.set(id, draft.apiKey);
    }
    const row: AccountRow = {
      ...checked.value,
      id,
      label: `${checked.value.username} at ${checked.value.server}`,
    };
    db.transaction(() => {
      this.#store(row, stored ? [] : ['account added']);
      if (draft.apiKey) this.#repository.markEnvironmentOnly(id, false);
      if (stored)
        audit.record({
          action: 'settings.update',
          accountId: id,
          actor,
          target: row.label,
          details: { changed: ['account'] },
        });
    })();
    return success(
      await this.#view(this.active().find((account) => account.id === id) ?? { ...row, fromEnvironment: [] }),
    );
  }

  async remove(id: string): Promise<Result<null>> {
    const { db, keychain, audit, actor, changed } = this.#options;
    const row = this.#repository.get(id);
    const gone = failure('not_found', 'This account is no longer there.');
    if (!row) return gone;
    const detached = await this.#removal.prepare(id);
    // The key first: a key without an account would be a secret that nobody knows of.
    await keychain.delete(keyName(id)).catch(() => undefined);
    this.#keys.delete(id);
    if (!db.open) return failure('stopped', 'The app is about to end, so the account was not removed.');
    // Another window or command was faster.
    if (!this.#repository.get(id)) return gone;
    this.#removal.finish(id, detached, () => {
      this.#repository.forget(id);
      audit.record({
        action: 'settings.update',
        accountId: null,
        actor,
        target: row.label,
        details: { changed: ['account removed'] },
      });
      changed();
    });
    return success(null);
  }

  /** The key that is stored goes to the address for which it was entered, and to no other that a page names. */
  #refuseMove(id: string | undefined, typedKey: string, apiUrl: string): Result<never> | undefined {
    if (typedKey || id === undefined) return undefined;
    const known = [...this.#repository.list(), ...this.active()].filter((account) => account.id === id);
    const addresses = known.flatMap((account) => validateApiUrl(account.apiUrl));
    return known.length === 0 || addresses.some((address) => address.ok && address.value === apiUrl)
      ? undefined
      : failure('missing', 'Enter the API key again: it would go to another address.', 'apiKey');
  }

  #store(row: AccountRow, changes: string[]): void {
    const { db, clock, changed, subscribe, audit, actor } = this.#options;
    db.transaction(() => {
      const isFirst = this.#repository.list().length === 0;
      this.#repository.save(row, clock.now());
      // The monitors are on from the start, so their own events are subscribed from the start.
      if (isFirst) subscribe(AUDIT_ACTION_NAMES.filter(isWatchedByDefault));
      if (changes.length > 0)
        audit.record({
          action: 'settings.update',
          accountId: row.id,
          actor,
          target: row.label,
          details: { changed: changes },
        });
      changed();
    })();
  }

  async #findKey(account: ActiveAccount): Promise<string | undefined> {
    const { keychain, redactor } = this.#options;
    const fromEnvironment = account.fromEnvironment.includes('MX_API_KEY')
      ? this.#fromEnvironment().apiKey
      : undefined;
    const key = fromEnvironment ?? this.#keys.get(account.id) ?? (await keychain.get(keyName(account.id)));
    if (key && !fromEnvironment) this.#keys.set(account.id, key);
    redactor.add(key);
    return key;
  }

  async #view(account: ActiveAccount): Promise<AccountView> {
    const key = await this.#findKey(account).catch(() => undefined);
    return { ...account, hasKey: key !== undefined };
  }

  #fromEnvironment() {
    const { environment } = this.#options;
    return {
      server: environment.get('MX_SERVER'),
      username: environment.get('MX_USER'),
      apiUrl: environment.get('MXROUTE_API_URL'),
      apiKey: environment.get('MX_API_KEY'),
    };
  }
}

const newId = (): string => randomBytes(4).toString('hex');

const isWatchedByDefault = (name: AuditAction): boolean =>
  actionDefinition(name).monitor !== undefined || name === 'monitor.failed' || name === 'monitor.recovered';

function requestFailure(error: unknown): Result<never> {
  if (!(error instanceof MxrouteError)) return failure('failed', (error as Error).message);
  const field = error.code === 'unauthorized' || error.code === 'forbidden' ? 'apiKey' : undefined;
  return failure(error.code, error.message, field);
}
