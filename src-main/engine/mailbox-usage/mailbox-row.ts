import { type MailboxReading, MEASURES, percentOf } from '../../../src-shared/mailbox-usage.ts';
import type { MailboxRow } from '../../../src-shared/views/mailboxes.ts';
import { canonicalDomain } from '../dns/names.ts';

/** A row of `mailboxes`, as its columns are declared. */
export interface MailboxRecord {
  account_id: string;
  mailbox: string;
  /** As MXroute spells it. */
  domain: string;
  quota_mb: number | null;
  usage_mb: number | null;
  send_limit: number | null;
  sent: number | null;
  suspended: number;
  read_at: number;
}

export const MAILBOX_COLUMNS =
  'm.account_id, m.mailbox, m.domain, m.quota_mb, m.usage_mb, m.send_limit, m.sent, m.suspended, m.read_at';

/** @param alarms measures whose alarm stands, in any order. */
export function toMailboxRow(record: MailboxRecord, alarms: readonly string[]): MailboxRow {
  const reading: MailboxReading = {
    mailbox: record.mailbox,
    domain: canonicalDomain(record.domain),
    quotaMb: record.quota_mb ?? undefined,
    usageMb: record.usage_mb ?? undefined,
    sendLimit: record.send_limit ?? undefined,
    sent: record.sent ?? undefined,
    suspended: record.suspended === 1,
  };
  return {
    account: record.account_id,
    ...reading,
    quotaPercent: percentOf(reading.usageMb, reading.quotaMb),
    sendPercent: percentOf(reading.sent, reading.sendLimit),
    readAt: new Date(record.read_at).toISOString(),
    alarms: MEASURES.filter((measure) => alarms.includes(measure)),
  };
}
