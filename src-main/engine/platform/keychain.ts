import { createRequire } from 'node:module';
import type { Keychain, KeychainState } from '../ports.ts';

const SERVICE = 'MXroute Manager';
/** A locked keyring without a prompter never answers. */
const ANSWER_TIMEOUT_MS = 8_000;

/** The part of keytar that is used; it throws at load where libsecret is missing, so it is loaded on first use. */
interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** Says why the OS keychain cannot be used; the message is for people and holds no secret. */
export class KeychainError extends Error {
  override readonly name = 'KeychainError';
  readonly code = 'keychain_unusable';
}

/**
 * The OS keychain through keytar. Entries are named `<installation>/<name>`, so that several data folders
 * (a demo beside the real account) never share or overwrite a secret.
 */
export function osKeychain(installation: string, load: () => Keytar = loadKeytar): Keychain {
  let keytar: Keytar | undefined;
  const ask = async <T>(question: (library: Keytar) => Promise<T>): Promise<T> => {
    try {
      keytar ??= load();
      return await withTimeout(question(keytar));
    } catch (error) {
      throw error instanceof KeychainError ? error : new KeychainError(explain(error));
    }
  };
  const entry = (name: string) => `${installation}/${name}`;
  return {
    async state(): Promise<KeychainState> {
      try {
        await ask((library) => library.getPassword(SERVICE, entry('probe')));
        return { usable: true };
      } catch (error) {
        return { usable: false, reason: (error as Error).message };
      }
    },
    async get(name) {
      return (await ask((library) => library.getPassword(SERVICE, entry(name)))) ?? undefined;
    },
    async set(name, secret) {
      await ask((library) => library.setPassword(SERVICE, entry(name), secret));
    },
    async delete(name) {
      await ask((library) => library.deletePassword(SERVICE, entry(name)));
    },
  };
}

function loadKeytar(): Keytar {
  return createRequire(import.meta.url)('keytar') as Keytar;
}

function withTimeout<T>(answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () =>
        reject(
          new KeychainError('The keychain did not answer. It may be locked: unlock it, then try again.'),
        ),
      ANSWER_TIMEOUT_MS,
    );
    timer.unref();
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function explain(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (/libsecret|MODULE_NOT_FOUND|Cannot find module|shared object/i.test(text))
    return 'The keychain library could not be loaded. On Linux install libsecret (Debian: libsecret-1-0).';
  if (/ServiceUnknown|not provided by any|autolaunch|D-?Bus|org\.freedesktop/i.test(text))
    return 'No keychain service is running on this desktop. Install and start one, for example gnome-keyring or KWallet.';
  if (/locked|dismissed|denied|canceled|cancelled/i.test(text))
    return 'The keychain is locked or access was refused.';
  return 'The keychain could not be used on this computer.';
}
