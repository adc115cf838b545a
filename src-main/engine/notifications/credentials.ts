import type { NotificationService } from '../../../src-shared/notification-services.ts';
import { findService, recognise } from '../../../src-shared/notification-url/registry.ts';
import {
  type ResetSmtp,
  usesResetSmtp,
  withResetSmtp,
} from '../../../src-shared/notification-url/reset-smtp.ts';
import { fromTemplate } from '../../../src-shared/notification-url/template.ts';
import { failure, type Result, success } from '../../../src-shared/result.ts';
import type { SecretStore } from '../../../src-shared/views/targets.ts';
import type { Keychain } from '../ports.ts';
import type { StoredTarget } from './targets.ts';

export interface CredentialsOptions {
  keychain: Keychain;
  /** Process environment over `.env`, as it is now. */
  environment: () => Record<string, string | undefined>;
  /** Settings → Mailbox Password Reset, password included; a failure says what is missing. */
  resetSmtp?: () => Promise<Result<ResetSmtp>>;
  /** Told every secret that is read or stored, for the redacting writer. */
  secret?: (value: string) => void;
}

const KEYCHAIN_PREFIX = 'target:';
const VARIABLE_SHAPE = /^APPRISE_CRED_[A-Z0-9_]+$/;

/** Where targets' URLs with their secrets live: keychain, environment, or the database. */
export function createCredentials({
  keychain,
  environment,
  resetSmtp = async () => failure('smtp_incomplete', 'They are not there.'),
  secret = () => {},
}: CredentialsOptions) {
  /** Read once: a keychain answers over a bus, and an alert should not wait for it. */
  const cache = new Map<string, string>();
  /** Counts changes: an entry that was asked for before one of them may be an old one. */
  let changes = 0;
  const name = (id: string) => `${KEYCHAIN_PREFIX}${id}`;
  /** The address, and what is secret in it by itself: an error may quote only that. */
  const register = (url: string): void => {
    secret(url);
    const found = recognise(url);
    for (const field of found?.service.fields ?? [])
      if (field.kind === 'secret') secret(found?.fields[field.name] ?? '');
  };

  const fromKeychain = async (id: string): Promise<Result<string>> => {
    const known = cache.get(id);
    if (known !== undefined) return success(known);
    const asked = changes;
    let url: string | undefined;
    try {
      url = await keychain.get(name(id));
    } catch {
      return failure('keychain_unusable', await unusableReason());
    }
    if (url === undefined) {
      const state = await keychain.state();
      return state.usable
        ? failure(
            'secret_missing',
            'The keychain does not hold this target’s address any more: edit the target and enter it again.',
          )
        : failure('keychain_unusable', await unusableReason());
    }
    if (asked === changes) cache.set(id, url);
    register(url);
    return success(url);
  };

  const unusableReason = async (): Promise<string> => {
    const state = await keychain.state();
    return state.usable ? 'The keychain could not be read.' : `The keychain cannot be used: ${state.reason}`;
  };

  const fromEnvironment = (target: StoredTarget): Result<string> => {
    const service = findService(target.service);
    const variable = target.envVariable ?? service?.credential?.variable ?? '';
    const token = environment()[variable];
    if (!service || target.url === null)
      return failure(
        'bad_template',
        'The stored address cannot be read: edit the target and enter it again.',
      );
    if (!token)
      return failure(
        'variable_missing',
        `The variable ${variable} is not set in the environment or in .env.`,
      );
    secret(token);
    const url = fromTemplate(service, target.url, token);
    return url.ok
      ? url
      : failure('variable_unusable', `The variable ${variable} does not hold a usable token.`);
  };

  /** The address as it was entered; one that refers to the SMTP settings stays a reference. */
  const stored = async (target: StoredTarget): Promise<Result<string>> => {
    if (target.store === 'keychain') return fromKeychain(target.id);
    if (target.store === 'env') return fromEnvironment(target);
    if (target.url === null)
      return failure('secret_missing', 'The database does not hold this target’s address.');
    if (!usesResetSmtp(target.url)) register(target.url);
    return success(target.url);
  };

  /** An address as it goes to Apprise. */
  const complete = async (url: string): Promise<Result<string>> => {
    if (!usesResetSmtp(url)) return success(url);
    const smtp = await resetSmtp();
    if (!smtp.ok) return smtp;
    const completed = withResetSmtp(url, smtp.value);
    if (completed.ok) register(completed.value);
    return completed;
  };

  return {
    stored,
    complete,

    /** The URL as it goes to Apprise. Failures are sentences for the list and for the delivery; none holds a secret. */
    async resolve(target: StoredTarget): Promise<Result<string>> {
      const url = await stored(target);
      return url.ok ? complete(url.value) : url;
    },

    /** Whether trying again later can help: a locked keychain may be unlocked, a missing variable stays missing. */
    isPassing: (code: string): boolean => code === 'keychain_unusable',

    /**
     * @param changing called when the keychain is about to be changed.
     * @returns a failure with the reason where the keychain cannot be used: the caller offers the other stores.
     */
    async keep(id: string, url: string, changing: () => void = () => {}): Promise<Result<null>> {
      const state = await keychain.state();
      if (!state.usable)
        return failure('keychain_unusable', `The keychain cannot be used: ${state.reason}`, 'store');
      changing();
      try {
        await keychain.set(name(id), url);
      } catch {
        return failure('keychain_unusable', 'The keychain refused to store the address.', 'store');
      }
      changes++;
      cache.set(id, url);
      register(url);
      return success(null);
    },

    /** Takes the URL out of the keychain; one that is locked keeps it, which is told. @returns whether it is gone. */
    async drop(id: string): Promise<boolean> {
      changes++;
      cache.delete(id);
      try {
        await keychain.delete(name(id));
        return true;
      } catch {
        return false;
      }
    },

    /** Another process may have changed targets. */
    forget(): void {
      changes++;
      cache.clear();
    },

    /** The value a variable holds now. */
    variable: (variable: string): string | undefined => environment()[variable] || undefined,
  };
}

export type Credentials = ReturnType<typeof createCredentials>;

/** The variable that a target uses: its own, or the service's. */
export function variableFor(service: NotificationService, wanted: string | undefined): Result<string> {
  const usual = service.credential?.variable;
  if (usual === undefined)
    return failure('no_token', `${service.label} has no token that could live in .env.`, 'store');
  const variable = wanted?.trim() || usual;
  if (variable === usual) return success(variable);
  return VARIABLE_SHAPE.test(variable) && variable.startsWith(`${usual}_`)
    ? success(variable)
    : failure('invalid', `Variable must be ${usual}, or ${usual}_ and a name in capitals.`, 'envVariable');
}

/** The columns that hold what a store may hold. */
export function stored(
  store: SecretStore,
  url: string,
  template: string | undefined,
  variable: string | undefined,
): Pick<StoredTarget, 'store' | 'url' | 'envVariable'> {
  if (store === 'database') return { store, url, envVariable: null };
  if (store === 'env') return { store, url: template ?? null, envVariable: variable ?? null };
  return { store, url: null, envVariable: null };
}
