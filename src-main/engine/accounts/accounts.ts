import { failure, type Result, success } from '../../../src-shared/result.ts';
import type { AccountView } from '../../../src-shared/views/accounts.ts';
import type { Redactor } from '../log/redact.ts';
import { type AccountApi, MxrouteError } from '../mxroute/api.ts';
import type { Keychain } from '../ports.ts';
import type { Environment } from '../settings/environment.ts';
import type { Db } from '../storage/open.ts';
import { type ActiveAccount, readAccountEnvironment, resolveAccounts } from './active.ts';
import { type ApiKeys, createApiKeys } from './api-keys.ts';
import { findTwin, refuseMove } from './conflicts.ts';
import { checkCredentials } from './credential-check.ts';
import { type AccountDraft, validateAccount } from './draft.ts';
import { createAccountRemoval } from './removal.ts';
import { type AccountRepository, type AccountRow, createAccountRepository } from './repository.ts';
import { type AccountWriter, type AccountWriterOptions, createAccountWriter } from './writer.ts';

export interface AccountsOptions extends AccountWriterOptions {
  db: Db;
  keychain: Keychain;
  environment: Environment;
  redactor: Redactor;
  /** A client that asks with these credentials and nothing stored. */
  createApi: (account: AccountRow, apiKey: string) => AccountApi;
}

/** Stored accounts, what the environment makes of them, and their API keys. */
export class Accounts {
  readonly #options: AccountsOptions;
  readonly #repository: AccountRepository;
  readonly #keys: ApiKeys;
  readonly #writer: AccountWriter;
  readonly #removal: ReturnType<typeof createAccountRemoval>;

  constructor(options: AccountsOptions) {
    const { db } = options;
    const repository = createAccountRepository(db);
    const keys = createApiKeys(options);
    const writer = createAccountWriter(repository, options);
    this.#options = options;
    this.#repository = repository;
    this.#keys = keys;
    this.#writer = writer;
    this.#removal = createAccountRemoval({ db, repository, keys, writer });
  }

  active(): ActiveAccount[] {
    const resolved = this.#resolve();
    if (!resolved.create) return resolved.active;
    // Another process may have stored the same one a moment ago: two rows would mean every alert twice.
    return this.#options.db
      .transaction(() => {
        const { active, create } = this.#resolve();
        if (create) {
          this.#writer.store(create);
          this.#repository.markEnvironmentOnly(create.id, true);
        }
        return active;
      })
      .immediate();
  }

  /** @throws MxrouteError `unauthorized` where no key is known; KeychainError where the keychain cannot be asked. */
  async apiKey(id: string): Promise<string> {
    const account = this.active().find((candidate) => candidate.id === id);
    if (!account) throw new MxrouteError('unauthorized', 'This account is no longer there.');
    const key = await this.#keys.find(account);
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
    const refused = refuseMove(this.#versionsOf(draft.id), draft.apiKey, checked.value.apiUrl);
    if (refused) return refused;
    const stored = this.active().find((account) => account.id === draft.id);
    const key = draft.apiKey || (stored && (await this.#keys.find(stored).catch(() => undefined)));
    if (!key) return failure('missing', 'Enter the API key.', 'apiKey');
    const { redactor, environment, createApi } = this.#options;
    redactor.add(key);
    const { apiUrl = checked.value.apiUrl } = readAccountEnvironment(environment);
    return checkCredentials(() => createApi({ ...checked.value, apiUrl, id: 'test', label: 'test' }, key));
  }

  async save(draft: AccountDraft): Promise<Result<AccountView>> {
    const checked = validateAccount(draft);
    if (!checked.ok) return checked;
    const gone = failure('not_found', 'This account is no longer there.');
    const twin = findTwin(this.#repository.list(), checked.value, draft.id);
    if (draft.id !== undefined && twin)
      return failure('duplicate', 'This account is watched already.', 'username');
    const stored = draft.id === undefined ? twin : this.#repository.get(draft.id);
    if (draft.id !== undefined && !stored) return gone;
    const refused = refuseMove(this.#versionsOf(stored?.id), draft.apiKey, checked.value.apiUrl);
    if (refused) return refused;
    if (!draft.apiKey && !stored && !this.#options.environment.get('MX_API_KEY'))
      return failure('missing', 'Enter the API key.', 'apiKey');

    const id = stored?.id ?? this.#repository.freeId();
    if (draft.apiKey) {
      const kept = await this.#keys.store(id, draft.apiKey);
      if (!kept.ok) return kept;
    }
    const label = `${checked.value.username} at ${checked.value.server}`;
    const row: AccountRow = { ...checked.value, id, label };
    const isSaved = this.#options.db
      .transaction(() => {
        // Removed while the keychain was asked.
        if (stored && !this.#repository.get(id)) return false;
        this.#writer.store(row, stored ? 'account' : 'account added');
        if (draft.apiKey) this.#repository.markEnvironmentOnly(id, false);
        return true;
      })
      .immediate();
    if (!isSaved) {
      await this.#keys.delete(id).catch(() => undefined);
      return gone;
    }
    return success(
      await this.#view(this.active().find((account) => account.id === id) ?? { ...row, fromEnvironment: [] }),
    );
  }

  /** From then on it is nowhere, whatever becomes of the process; the answer comes when what belonged to it is deleted. */
  async remove(id: string): Promise<Result<null>> {
    return (await this.#removal.remove(id))
      ? success(null)
      : failure('not_found', 'This account is no longer there.');
  }

  /** Whether it was removed, and something of it is still to be deleted: nobody wants to hear of it. */
  isRemoved(id: string): boolean {
    return this.#repository.isRemoved(id);
  }

  /** Deletes what removals that were cut off have left. @throws what stood in the way: it can be tried again. */
  resumeRemovals(): Promise<void> {
    return this.#removal.resume();
  }

  #resolve() {
    const { list, environmentOnly, freeId } = this.#repository;
    const environment = readAccountEnvironment(this.#options.environment);
    return resolveAccounts(list(), environment, freeId, environmentOnly());
  }

  /** An account as it is stored, and as the environment makes it. */
  #versionsOf(accountId: string | undefined): AccountRow[] {
    if (accountId === undefined) return [];
    return [...this.#repository.list(), ...this.active()].filter(({ id }) => id === accountId);
  }

  async #view(account: ActiveAccount): Promise<AccountView> {
    const key = await this.#keys.find(account).catch(() => undefined);
    return { ...account, hasKey: key !== undefined };
  }
}
