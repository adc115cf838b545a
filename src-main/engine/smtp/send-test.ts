import { resetReference } from '../../../src-shared/notification-url/reset-reference.ts';
import { type ResetSmtp, withResetSmtp } from '../../../src-shared/notification-url/reset-smtp.ts';
import { failure, type Result, success } from '../../../src-shared/result.ts';
import type { SmtpTestOutcome } from '../../../src-shared/views/smtp.ts';
import { type OutgoingMessage, SEND_TIMEOUT_MS, type SendOutcome } from '../notifications/channel.ts';
import { withTimeout } from '../notifications/timeout.ts';
import type { EngineParts } from '../parts.ts';

const ADDRESS = /^[^\s@<>,;:"'()[\]\\]+@[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i;
/** A lane of its own: neither the test nor an alert waits behind the other where the server hangs. */
const LANE = 'smtp test';

/**
 * "Send test": one mail with what is stored, by the same way that alerts take. Only this records smtp.send_failed; an
 * alert that does not get through is `notification.send_failed`, which notifies nobody, so nothing can go round.
 */
export async function sendSmtpTest(parts: EngineParts, typed: string): Promise<Result<SmtpTestOutcome>> {
  const to = typed.trim();
  if (!ADDRESS.test(to)) return failure('invalid', 'To must be an e-mail address.', 'to');
  const smtp = await parts.smtp.resolve();
  if (!smtp.ok) return smtp;
  const url = withResetSmtp(resetReference('', [to]), smtp.value);
  if (!url.ok) return url;
  const outcome = await send(parts, url.value, messageOf(smtp.value));
  record(parts, smtp.value, to, outcome);
  return success({
    ok: outcome.ok,
    durationMs: outcome.ok ? outcome.ms : null,
    error: outcome.ok ? null : outcome.reason,
  });
}

function send(
  { clock, notifications }: EngineParts,
  url: string,
  message: OutgoingMessage,
): Promise<SendOutcome> {
  const until = clock.now() + SEND_TIMEOUT_MS;
  return withTimeout(clock, SEND_TIMEOUT_MS, notifications.apprise.send(url, message, LANE, until), {
    ok: false,
    permanent: false,
    reason: 'No answer within 20 seconds.',
  });
}

function messageOf({ host, port, useTls }: ResetSmtp): OutgoingMessage {
  const encryption = !useTls ? 'without encryption' : port === 465 ? 'with SSL' : 'with STARTTLS';
  return {
    title: '[MXroute Manager] SMTP test',
    body: `This message was sent through ${host}, port ${port}, ${encryption}: the settings under Mailbox Password Reset work.`,
    type: 'info',
  };
}

function record(
  { db, audit, actor, feed }: EngineParts,
  smtp: ResetSmtp,
  to: string,
  outcome: SendOutcome,
): void {
  const { host, port } = smtp;
  const details = outcome.ok
    ? { host, port, to, durationMs: outcome.ms }
    : { host, port, to, reason: outcome.reason };
  const action = outcome.ok ? 'settings.smtp_test' : 'smtp.send_failed';
  db.transaction(() => audit.record({ action, accountId: null, actor, target: host, details }))();
  feed.changed('events');
}
