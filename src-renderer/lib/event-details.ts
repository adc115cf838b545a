import type {
  AuditEvent,
  DnsAlertDomain,
  DnsRecoveredDomain,
  EventDetails,
  FailingCheck,
  MailboxAlertEntry,
} from '../../src-shared/audit-event.ts';

/**
 * What the log stored is data from outside: older versions wrote it. Each reader gives what it can prove,
 * and undefined where the shape is another; the generic view then shows it as it is.
 */

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

const isFailingCheck = (value: unknown): value is FailingCheck =>
  isObject(value) &&
  typeof value.label === 'string' &&
  typeof value.status === 'string' &&
  typeof value.message === 'string' &&
  isStrings(value.expected) &&
  isStrings(value.found);

const isAlertDomain = (value: unknown): value is DnsAlertDomain =>
  isObject(value) &&
  typeof value.domain === 'string' &&
  typeof value.from === 'string' &&
  typeof value.to === 'string' &&
  Array.isArray(value.checks) &&
  value.checks.every(isFailingCheck);

const isRecoveredDomain = (value: unknown): value is DnsRecoveredDomain =>
  isObject(value) &&
  typeof value.domain === 'string' &&
  typeof value.from === 'string' &&
  !('checks' in value);

const isMailboxEntry = (value: unknown): value is MailboxAlertEntry =>
  isObject(value) && typeof value.mailbox === 'string' && typeof value.domain === 'string';

export function alertDomains(details: EventDetails): DnsAlertDomain[] | undefined {
  const { domains } = details;
  return Array.isArray(domains) && domains.length > 0 && domains.every(isAlertDomain) ? domains : undefined;
}

export function recoveredDomains(details: EventDetails): DnsRecoveredDomain[] | undefined {
  const { domains } = details;
  return Array.isArray(domains) && domains.length > 0 && domains.every(isRecoveredDomain)
    ? domains
    : undefined;
}

export function mailboxEntries(details: EventDetails): MailboxAlertEntry[] | undefined {
  const { mailboxes } = details;
  return Array.isArray(mailboxes) && mailboxes.length > 0 && mailboxes.every(isMailboxEntry)
    ? mailboxes
    : undefined;
}

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** account.quota_*: the same figures as a mailbox's, of the account itself. */
export function accountEntry({
  action,
  target,
  details,
}: Pick<AuditEvent, 'action' | 'target' | 'details'>): MailboxAlertEntry | undefined {
  const { value, limit, percent, since, reason } = details;
  if (!action.startsWith('account.quota') || typeof since !== 'string') return undefined;
  return {
    mailbox: target,
    domain: '',
    value: numberOf(value),
    limit: numberOf(limit),
    percent: numberOf(percent),
    since,
    ...(typeof reason === 'string' && { reason }),
  };
}
