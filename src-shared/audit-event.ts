import type { AuditAction, Severity } from './audit-actions.ts';
import type { CheckName, CheckStatus, Overall } from './dns-health.ts';

/** One line of the audit log, as every shell sees it. `at` is ISO 8601 UTC. */
export interface AuditEvent {
  id: number;
  at: string;
  action: AuditAction;
  label: string;
  severity: Severity;
  /** `monitor`, `this computer`, `MXroute account`, `command line`. */
  actor: string;
  /** The subject: a domain, a mailbox, "3 domains", a target's label. */
  target: string;
  /** Account id; null for what belongs to no account (settings, targets). */
  account: string | null;
  details: EventDetails;
}

/** JSON that never carries a value whose key looks secret (spec: Delivery, 6). */
export type EventDetails = Record<string, unknown>;

export interface FailingCheck {
  check: CheckName;
  label: string;
  status: CheckStatus;
  expectedHost: string;
  expected: string[];
  found: string[];
  message: string;
}

/** details of dns.health_alert: `{ domains: DnsAlertDomain[] }`. */
export interface DnsAlertDomain {
  domain: string;
  from: Overall | 'new';
  to: Overall;
  /** ISO time since which the domain is not healthy. */
  since: string;
  /** ISO time since which it was `from`; only where that was trouble already, and known. */
  fromSince?: string;
  checks: FailingCheck[];
}

/** details of dns.health_recovered: `{ domains: DnsRecoveredDomain[] }`. */
export interface DnsRecoveredDomain {
  domain: string;
  from: Overall;
  /** ISO time since which it was not healthy; absent where that is not known. */
  since?: string;
  /** ISO time since which it was `from`, where that is another one. */
  fromSince?: string;
}

/** details of mailbox.*_alert and *_recovered: `{ threshold, mailboxes: MailboxAlertEntry[] }`. */
export interface MailboxAlertEntry {
  mailbox: string;
  domain: string;
  /** MB, messages today, or messages per hour, by action. */
  value: number | undefined;
  /** MB or messages per day; undefined for the rate. */
  limit: number | undefined;
  /** Unrounded. */
  percent: number | undefined;
  /** ISO time since which the alarm stands. */
  since: string;
  /** Only where the numbers do not say it ("now unlimited"). */
  reason?: string;
}

export type DeliveryStatus = 'queued' | 'sending' | 'delivered' | 'failed';

export interface Delivery {
  id: number;
  eventId: number;
  action: AuditAction;
  targetId: string;
  targetLabel: string;
  status: DeliveryStatus;
  attempts: number;
  createdAt: string;
  deliveredAt: string | null;
  nextAttemptAt: string | null;
  lastError: string | null;
  /** The one domain or mailbox that it is about, told when its mute was over; absent: the whole event. */
  subject?: string;
  /** It waits for the end of quiet hours. */
  held?: true;
}
