import { type AuditAction, actionDefinition, type Severity } from '../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import { dnsAlert, dnsRecovered } from './messages/dns.ts';
import { mailboxAlarm } from './messages/mailboxes.ts';
import { plainMessage } from './messages/plain.ts';
import { monitorFailed, monitorRecovered, sendFailed, testMessage } from './messages/system.ts';
import { oneLine, type TextOptions, type TextTools, textTools } from './messages/text.ts';

export interface MessageOptions extends TextOptions {
  /** The message goes out more than 10 minutes after its event, and says so. */
  late?: boolean;
}

export interface FormattedMessage {
  title: string;
  /** Never empty: some services drop a message without a body. */
  body: string;
  type: Severity;
}

type Format = (event: AuditEvent, tools: TextTools) => string | undefined;

/** Actions whose details say more than a list of values. Undefined: of an unexpected shape, told plainly. */
const FORMATS: Partial<Record<AuditAction, Format>> = {
  'dns.health_alert': dnsAlert,
  'dns.health_recovered': dnsRecovered,
  'mailbox.quota_alert': mailboxAlarm,
  'mailbox.quota_recovered': mailboxAlarm,
  'mailbox.send_limit_alert': mailboxAlarm,
  'mailbox.send_limit_recovered': mailboxAlarm,
  'mailbox.send_rate_alert': mailboxAlarm,
  'mailbox.send_rate_recovered': mailboxAlarm,
  'account.quota_alert': mailboxAlarm,
  'account.quota_recovered': mailboxAlarm,
  'monitor.failed': monitorFailed,
  'monitor.recovered': monitorRecovered,
  'notification.send_failed': sendFailed,
  'notification.test': testMessage,
};

/** An event as a person reads it on a phone: what, which, expected and found, since when, what to do. */
export function formatMessage(event: AuditEvent, options: MessageOptions): FormattedMessage {
  const tools = textTools(options);
  const { label, severity } = actionDefinition(event.action);
  const subject = oneLine(event.target);
  const told = FORMATS[event.action]?.(event, tools)?.trim() || plainMessage(event);
  const delayed = options.late ? `Message delayed since ${tools.time(event.at)}.\n\n` : '';
  return {
    title: `[MXroute Manager] ${label}${subject === '' ? '' : `: ${subject}`}`,
    body: `${delayed}${told}`,
    type: severity,
  };
}
