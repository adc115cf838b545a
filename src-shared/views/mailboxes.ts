import type { MailboxUsage, Measure } from '../mailbox-usage.ts';

export interface MailboxRow extends MailboxUsage {
  account: string;
  readAt: string;
  alarms: Measure[];
}

/** `trouble`: ascending, first what is in alarm, then the fullest. */
export const MAILBOX_SORTS = ['trouble', 'mailbox', 'storage', 'used', 'sends', 'read'] as const;
export type MailboxSort = (typeof MAILBOX_SORTS)[number];

export interface MailboxPage {
  rows: MailboxRow[];
  /** How many match, on all pages. */
  total: number;
  /** How many of those that match the search and the domain are at or above a threshold, or in alarm. */
  above: number;
}

export interface MailboxDetail extends MailboxRow {
  /** Percent; the lines that the chart shows. Not `sendPercent`, which is how much it has sent. */
  storageThreshold: number;
  sendThreshold: number;
  /** Alarms that stand, and since when (ISO). */
  alarmsSince: Partial<Record<Measure, string>>;
  /** Oldest first. */
  samples: UsageSample[];
  /** Only where the rule for it is met (spec: Mailbox usage). */
  forecast: { mbPerDay: number; daysUntilFull: number } | null;
}

export interface UsageSample {
  /** ISO. */
  at: string;
  usageMb?: number;
  quotaMb?: number;
  sent?: number;
  sendLimit?: number;
}
