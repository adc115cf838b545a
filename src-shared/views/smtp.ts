import type { SecretStore } from './targets.ts';

/** Settings → Mailbox Password Reset. */
export interface SmtpView {
  host: string;
  port: number;
  user: string;
  from: string;
  useTls: boolean;
  /** Where the password is; null: there is none. */
  password: SecretStore | null;
  /** Where the person chose to keep it, also while there is none; null: nowhere yet. */
  store: SecretStore | null;
  /** Fields that an environment variable sets: field → variable. */
  fromEnvironment: Record<string, string>;
  /** What is missing or not usable, as sentences; empty: complete. */
  problems: string[];
  keychain: { usable: boolean; reason: string | null };
}

export interface SmtpTestOutcome {
  ok: boolean;
  durationMs: number | null;
  error: string | null;
}
