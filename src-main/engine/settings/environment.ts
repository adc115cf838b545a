import { basename, dirname } from 'node:path';
import type { Redactor } from '../log/redact.ts';
import { watchFolder } from '../platform/watch-folder.ts';
import { readDotenv } from './dotenv-file.ts';

/** Names whose values are secrets: told to the redactor as soon as they are read. */
const SECRET_NAMES = /^(MX_API_KEY|CF_API_TOKEN|RESET_SMTP_PASSWORD|APPRISE_CRED_\w+)$/;
/** Editors save in several steps; one reading after the last of them is enough. */
const SETTLE_MS = 200;

export interface Environment {
  /** An empty value counts as not set. The process environment wins over `.env`. */
  get(name: string): string | undefined;
  all(): Record<string, string | undefined>;
  /** What is wrong with `.env`, as sentences. */
  problems(): string[];
  /** Called after `.env` changed while running. */
  onChange(listener: () => void): void;
  close(): void;
}

export function createEnvironment(
  file: string,
  redactor: Redactor,
  processEnvironment: Record<string, string | undefined> = process.env,
): Environment {
  let content = readDotenv(file);
  const listeners: (() => void)[] = [];
  let stopWatching: (() => void) | undefined;
  let settling: NodeJS.Timeout | undefined;

  const all = () => ({ ...content.values, ...withoutEmpty(processEnvironment) });
  const registerSecrets = () => {
    for (const [name, value] of Object.entries(all())) if (SECRET_NAMES.test(name)) redactor.add(value);
  };
  const reread = () => {
    const before = JSON.stringify(content);
    content = readDotenv(file);
    if (JSON.stringify(content) === before) return;
    registerSecrets();
    for (const listener of listeners) listener();
  };
  registerSecrets();

  return {
    // Asked several times a minute, also while nothing happens: not for a copy of all of it.
    get: (name) => processEnvironment[name] || content.values[name] || undefined,
    all,
    problems: () => content.problems,
    onChange(listener) {
      listeners.push(listener);
      // The folder, not the file: editors replace the file, and it may not exist yet.
      stopWatching ??= watchFolder(dirname(file), (name = basename(file)) => {
        if (name !== basename(file)) return;
        clearTimeout(settling);
        settling = setTimeout(reread, SETTLE_MS);
        settling.unref();
      });
    },
    close() {
      clearTimeout(settling);
      stopWatching?.();
    },
  };
}

function withoutEmpty(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}
