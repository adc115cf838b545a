import { MEASURES, type Measure, percentOf } from '../../../src-shared/mailbox-usage.ts';
import type { FleetRow, MailboxRow } from '../../../src-shared/views.ts';
import type { Db } from '../storage/open.ts';
import { type Forecast, forecast } from './forecast.ts';

export interface UsageHistoryPoint {
  /** ISO 8601 UTC. */
  at: string;
  quotaMb: number | undefined;
  usageMb: number | undefined;
  sendLimit: number | undefined;
  sent: number | undefined;
}

export interface DomainSummary {
  mailboxes: number;
  /** By share of its quota; null where no mailbox has one. */
  fullest: FleetRow['fullest'];
}

export interface UsageQueries {
  /** As last read, by name. */
  listMailboxes(accountId: string): MailboxRow[];
  hasMailbox(accountId: string, mailbox: string): boolean;
  /** Samples since `since` (ms since the epoch), oldest first. */
  usageHistory(accountId: string, mailbox: string, since: number): UsageHistoryPoint[];
  domainSummaries(accountId: string): Map<string, DomainSummary>;
  forecast(accountId: string, mailbox: string, now: number): Forecast | undefined;
}

interface MailboxRecord {
  mailbox: string;
  domain: string;
  quota_mb: number | null;
  usage_mb: number | null;
  send_limit: number | null;
  sent: number | null;
  suspended: number;
  read_at: number;
  alarms: string | null;
}

interface SampleRecord {
  at: number;
  quota_mb: number | null;
  usage_mb: number | null;
  send_limit: number | null;
  sent: number | null;
}

interface SummaryRecord {
  domain: string;
  mailboxes: number;
  mailbox: string;
  usage_mb: number | null;
  quota_mb: number | null;
  percent: number | null;
}

const FORECAST_PERIOD_MS = 30 * 86_400_000;

export function createUsageQueries(db: Db): UsageQueries {
  const mailboxes = db.prepare(`
    SELECT mailbox, domain, quota_mb, usage_mb, send_limit, sent, suspended, read_at,
      (SELECT group_concat(measure) FROM mailbox_alarms a
       WHERE a.account_id = m.account_id AND a.mailbox = m.mailbox) AS alarms
    FROM mailboxes m WHERE account_id = ? ORDER BY mailbox`);
  const history = db.prepare(`
    SELECT at, quota_mb, usage_mb, send_limit, sent FROM mailbox_samples
    WHERE account_id = ? AND mailbox = ? AND at >= ? ORDER BY at`);
  // SQLite takes the bare columns from the row that has the maximum.
  const summaries = db.prepare(`
    SELECT domain, count(*) AS mailboxes, mailbox, usage_mb, quota_mb,
      max(CASE WHEN quota_mb > 0 THEN usage_mb / quota_mb * 100 END) AS percent
    FROM mailboxes WHERE account_id = ? GROUP BY domain`);
  const quota = db.prepare('SELECT quota_mb FROM mailboxes WHERE account_id = ? AND mailbox = ?').pluck();

  const samples = (accountId: string, mailbox: string, since: number) =>
    history.all(accountId, mailbox, since) as SampleRecord[];

  return {
    listMailboxes: (accountId) => (mailboxes.all(accountId) as MailboxRecord[]).map(toRow),
    hasMailbox: (accountId, mailbox) => quota.get(accountId, mailbox) !== undefined,
    usageHistory: (accountId, mailbox, since) =>
      samples(accountId, mailbox, since).map((sample) => ({
        at: new Date(sample.at).toISOString(),
        quotaMb: sample.quota_mb ?? undefined,
        usageMb: sample.usage_mb ?? undefined,
        sendLimit: sample.send_limit ?? undefined,
        sent: sample.sent ?? undefined,
      })),
    domainSummaries(accountId) {
      const rows = summaries.all(accountId) as SummaryRecord[];
      return new Map(rows.map((row) => [row.domain, { mailboxes: row.mailboxes, fullest: fullest(row) }]));
    },
    forecast(accountId, mailbox, now) {
      const measured = samples(accountId, mailbox, now - FORECAST_PERIOD_MS).flatMap(({ at, usage_mb }) =>
        usage_mb === null ? [] : [{ at, usageMb: usage_mb }],
      );
      return forecast(measured, (quota.get(accountId, mailbox) as number | null) ?? undefined, now);
    },
  };
}

function toRow(record: MailboxRecord): MailboxRow {
  const quotaMb = record.quota_mb ?? undefined;
  const usageMb = record.usage_mb ?? undefined;
  const sendLimit = record.send_limit ?? undefined;
  const sent = record.sent ?? undefined;
  const alarms = new Set(record.alarms?.split(','));
  return {
    mailbox: record.mailbox,
    domain: record.domain,
    quotaMb,
    usageMb,
    sendLimit,
    sent,
    suspended: record.suspended === 1,
    quotaPercent: percentOf(usageMb, quotaMb),
    sendPercent: percentOf(sent, sendLimit),
    readAt: new Date(record.read_at).toISOString(),
    alarms: MEASURES.filter((measure: Measure) => alarms.has(measure)),
  };
}

function fullest({ mailbox, usage_mb, quota_mb, percent }: SummaryRecord): DomainSummary['fullest'] {
  if (percent === null || usage_mb === null || quota_mb === null) return null;
  return { mailbox, quotaPercent: percent, usageMb: usage_mb, quotaMb: quota_mb };
}
