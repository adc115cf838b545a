import type { Measure } from '../../../src-shared/mailbox-usage.ts';
import type { DomainRow } from '../../../src-shared/views/domains.ts';
import type { MailboxDetail } from '../../../src-shared/views/mailboxes.ts';
import { canonicalAddress } from '../account-watch/names.ts';
import type { Db } from '../storage/open.ts';
import type { Thresholds } from './alarm.ts';
import { MAILBOX_COLUMNS, type MailboxRecord, toMailboxRow } from './mailbox-row.ts';
import { createSampleQueries } from './sample-queries.ts';

export interface DomainSummary {
  mailboxes: number;
  /** By share of its quota; null where no mailbox has one. */
  fullest: DomainRow['fullest'];
}

export interface UsageQueries {
  /** In whatever form it is named. */
  hasMailbox(accountId: string, mailbox: string): boolean;
  /** By domain, as MXroute spells it. */
  domainSummaries(accountId: string): Map<string, DomainSummary>;
  /** All that is known of one mailbox; undefined where there is none of that name, in whatever form. */
  detail(accountId: string, mailbox: string, now: number, thresholds: Thresholds): MailboxDetail | undefined;
}

interface SummaryRecord {
  domain: string;
  mailboxes: number;
  mailbox: string;
  usage_mb: number | null;
  quota_mb: number | null;
  percent: number | null;
}

interface AlarmRecord {
  measure: Measure;
  since: number;
}

export function createUsageQueries(db: Db): UsageQueries {
  const one = db.prepare(`SELECT ${MAILBOX_COLUMNS} FROM mailboxes m WHERE account_id = ? AND mailbox = ?`);
  const alarms = db.prepare('SELECT measure, since FROM mailbox_alarms WHERE account_id = ? AND mailbox = ?');
  const inStorageAlarm = db
    .prepare("SELECT mailbox FROM mailbox_alarms WHERE account_id = ? AND measure = 'storage'")
    .pluck();
  // SQLite takes the bare columns from the row that has the maximum.
  const summaries = db.prepare(`
    SELECT domain, count(*) AS mailboxes, mailbox, usage_mb, quota_mb,
      max(CASE WHEN quota_mb > 0 THEN usage_mb * 100 / quota_mb END) AS percent
    FROM mailboxes WHERE account_id = ? GROUP BY domain`);
  const samples = createSampleQueries(db);

  const find = (accountId: string, mailbox: string) =>
    one.get(accountId, canonicalAddress(mailbox)) as MailboxRecord | undefined;

  return {
    hasMailbox: (accountId, mailbox) => find(accountId, mailbox) !== undefined,
    domainSummaries(accountId) {
      const alarmed = new Set(inStorageAlarm.all(accountId) as string[]);
      const rows = summaries.all(accountId) as SummaryRecord[];
      return new Map(
        rows.map((row) => [row.domain, { mailboxes: row.mailboxes, fullest: fullest(row, alarmed) }]),
      );
    },
    detail(accountId, mailbox, now, { storagePercent, sendPercent }) {
      const record = find(accountId, mailbox);
      if (!record) return undefined;
      const standing = alarms.all(accountId, record.mailbox) as AlarmRecord[];
      const since = standing.map((alarm) => [alarm.measure, new Date(alarm.since).toISOString()]);
      const measures = standing.map(({ measure }) => measure);
      return {
        ...toMailboxRow(record, measures),
        storageThreshold: storagePercent,
        sendThreshold: sendPercent,
        alarmsSince: Object.fromEntries(since),
        samples: samples.history(accountId, record.mailbox),
        forecast: samples.forecast(accountId, record.mailbox, record.quota_mb ?? undefined, now) ?? null,
      };
    },
  };
}

function fullest(
  { mailbox, usage_mb, quota_mb, percent }: SummaryRecord,
  alarmed: ReadonlySet<string>,
): DomainSummary['fullest'] {
  if (percent === null || usage_mb === null || quota_mb === null) return null;
  const alarm = alarmed.has(mailbox);
  return { mailbox, quotaPercent: percent, usageMb: usage_mb, quotaMb: quota_mb, alarm };
}
