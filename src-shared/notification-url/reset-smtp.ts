import { failure, type Result } from '../result.ts';
import { email } from './email.ts';
import { isResetReference, parseReset } from './reset-reference.ts';

/** Settings → Mailbox Password Reset, as they are when something is sent. */
export interface ResetSmtp {
  host: string;
  port: number;
  user: string;
  password: string;
  /** Empty: the user, where that is an address. */
  from: string;
  /** SSL on port 465, STARTTLS on every other; else no encryption. */
  useTls: boolean;
}

/** Whether a stored target takes host, login and TLS mode from Settings → Mailbox Password Reset. */
export const usesResetSmtp = (url: string): boolean => isResetReference(url);

/** The address that Apprise gets. A target's own From wins over the settings' From, that over the user. */
export function withResetSmtp(url: string, smtp: ResetSmtp): Result<string> {
  const target = parseReset(url.trim());
  if (!target)
    return failure('bad_template', 'The stored address cannot be read: edit the target and enter it again.');
  const built = email.build({
    useResetSmtp: 'false',
    host: smtp.host,
    port: String(smtp.port),
    user: smtp.user,
    password: smtp.password,
    from: target.from || smtp.from,
    to: target.to ?? '',
    encryption: smtp.useTls ? 'automatic' : 'off',
  });
  if (built.ok) return built;
  const label = email.fields.find(({ name }) => name === built.field)?.label ?? 'This';
  return failure(
    built.field === 'to' ? 'bad_template' : 'smtp_incomplete',
    built.field === 'to'
      ? `${label} ${built.message}.`
      : `Settings → Mailbox Password Reset: ${label} ${built.message}.`,
  );
}
