import { findService } from '../../../src-shared/notification-url/registry.ts';
import { failure, type Result, success } from '../../../src-shared/result.ts';

export interface SmtpFields {
  host: string;
  port: number;
  user: string;
  from: string;
  useTls: boolean;
}

/** Stands for what is not typed yet while the rest is checked. */
const SOMEBODY = 'somebody@example.com';
/** Fields that have the same name in the form of an e-mail target, whose rules these are. */
const OWN_FIELDS = new Set(['host', 'port', 'user', 'password', 'from']);

/**
 * What is typed must be right, what is missing may come later. The failure's `field` is one of the form's.
 * `password`: empty where none is typed.
 */
export function checkTyped(
  { host, port, user, from, useTls }: Omit<SmtpFields, 'port'> & { port: number | string },
  password: string,
): Result<null> {
  const built = findService('email')?.build({
    useResetSmtp: 'false',
    host: host.trim() === '' ? 'example.com' : host,
    port: String(port),
    user: user.trim() === '' && password !== '' ? SOMEBODY : user,
    password,
    from: from.trim() === '' ? SOMEBODY : from,
    to: SOMEBODY,
    encryption: useTls ? 'automatic' : 'off',
  });
  if (!built || built.ok) return success(null);
  return failure(
    built.code,
    built.message,
    built.field !== undefined && OWN_FIELDS.has(built.field) ? built.field : undefined,
  );
}

/**
 * What is missing before a mail can be sent, as sentences. `password`: whether there is one; `absent` says what a user
 * without one means.
 */
export function missing(
  { host, port, user, from, useTls }: SmtpFields,
  password: boolean,
  absent = 'There is a user, but no password.',
): string[] {
  const sentences: string[] = [];
  if (host === '') sentences.push('SMTP host is missing.');
  if (from === '' && !user.includes('@'))
    sentences.push(
      user === '' ? 'From is missing.' : 'From is missing, and the user is not an e-mail address.',
    );
  // A login has both; without either the server is asked to take mail from this computer as it is.
  if (user !== '' && !password) sentences.push(absent);
  if (user === '' && password) sentences.push('There is a password, but no user.');
  if (sentences.length > 0) return sentences;
  const typed = checkTyped({ host, port, user, from: from === '' ? user : from, useTls }, '');
  return typed.ok ? [] : [typed.message];
}
