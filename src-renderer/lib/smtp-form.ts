import type { SmtpDraft } from '../../src-shared/ipc/drafts.ts';
import type { SmtpView } from '../../src-shared/views/smtp.ts';
import type { SecretStore } from '../../src-shared/views/targets.ts';

/** Settings → Mailbox Password Reset as a form. What the environment sets is shown and never sent as changed. */
export interface SmtpForm {
  host: string;
  port: string;
  user: string;
  from: string;
  useTls: boolean;
  store: SecretStore;
  /** Null: stays as it is; empty: is removed. */
  password: string | null;
}
export type SmtpField = keyof SmtpForm;
export type SmtpErrors = Partial<Record<SmtpField, string>>;

export const PASSWORD_VARIABLE = 'RESET_SMTP_PASSWORD';

export const smtpForm = (view: SmtpView): SmtpForm => ({
  host: view.host,
  port: String(view.port),
  user: view.user,
  from: view.from,
  useTls: view.useTls,
  store: view.store ?? view.password ?? (view.keychain.usable ? 'keychain' : 'database'),
  password: null,
});

export const smtpDirty = (form: SmtpForm, baseline: SmtpForm): boolean =>
  (Object.keys(form) as SmtpField[]).some((key) => form[key] !== baseline[key]);

/** New truth from main under an edited form: what the person did not touch follows it. */
export function rebaseSmtp(form: SmtpForm, before: SmtpForm, next: SmtpForm): SmtpForm {
  const touched = Object.entries(form).filter(([key, value]) => value !== before[key as SmtpField]);
  return { ...next, ...Object.fromEntries(touched) };
}

export function validateSmtp(form: SmtpForm): SmtpErrors {
  const errors: SmtpErrors = {};
  const port = Number(form.port);
  if (form.port.trim() === '' || !Number.isInteger(port) || port < 1 || port > 65_535) {
    errors.port = 'Must be from 1 to 65535.';
  }
  if (/\s|\/|@/.test(form.host.trim())) errors.host = 'Must be a host name, such as eagle.mxlogin.com.';
  if (form.from.trim() !== '' && !/^[^\s@<>]+@[^\s@<>]+$/.test(form.from.trim())) {
    errors.from = 'Must be an address, such as alerts@example.com.';
  }
  return errors;
}

/** A password goes along only where one was typed, or the stored one is to be removed. */
export const smtpDraftOf = ({ password, port, ...form }: SmtpForm): SmtpDraft => ({
  ...form,
  port: Number(port),
  ...(password !== null && { password }),
});

/** The setting's key, or the draft's own name, of what main refused. */
export function smtpFieldOf(field: string | undefined): SmtpField | undefined {
  const name = field?.replace(/^smtp\./, '');
  return name !== undefined && ['host', 'port', 'user', 'from', 'useTls', 'store', 'password'].includes(name)
    ? (name as SmtpField)
    : undefined;
}

const HOME: Record<SecretStore, string> = {
  keychain: 'Stored in the OS keychain. Leave empty to keep it.',
  env: `Read from ${PASSWORD_VARIABLE} in the environment or .env.`,
  database: 'Stored in the database. Leave empty to keep it.',
};
export const passwordHome = ({ password }: SmtpView): string =>
  password === null ? 'None is stored.' : HOME[password];

/** Where the test goes unless the person says otherwise: From, or the user where that is an address. */
export function defaultRecipient({ from, user }: Pick<SmtpView, 'from' | 'user'>): string {
  const sender = from.trim() === '' ? user : from;
  return sender.includes('@') ? sender.trim() : '';
}
