import type { MailboxRow } from '../../../src-shared/views/mailboxes.ts';
import type { Db } from '../storage/open.ts';
import { MAILBOX_COLUMNS, type MailboxRecord, toMailboxRow } from './mailbox-row.ts';

interface AlarmedRecord extends MailboxRecord {
  /** Measures, separated by commas. */
  alarms: string;
}

/** The few mailboxes that matter, and how many there are, without reading the many. */
export function createAlarmedQueries(db: Db) {
  const mailboxes = db
    .prepare<[string], number>('SELECT count(*) FROM mailboxes WHERE account_id = ?')
    .pluck();
  const alarmed = db
    .prepare<[string], number>('SELECT count(DISTINCT mailbox) FROM mailbox_alarms WHERE account_id = ?')
    .pluck();
  // A sending rate that stands out has no percentage: it counts as full.
  const worst = db.prepare<[string, number], AlarmedRecord>(`
    SELECT ${MAILBOX_COLUMNS},
      group_concat(measure) AS alarms,
      max(CASE measure
        WHEN 'storage' THEN usage_mb / nullif(quota_mb, 0)
        WHEN 'sends' THEN sent / nullif(send_limit, 0)
        ELSE 1 END) AS share
    FROM mailbox_alarms a JOIN mailboxes m ON m.account_id = a.account_id AND m.mailbox = a.mailbox
    WHERE a.account_id = ? GROUP BY a.mailbox ORDER BY share DESC, m.mailbox LIMIT ?`);

  return {
    mailboxes: (accountId: string): number => mailboxes.get(accountId) ?? 0,
    alarmed: (accountId: string): number => alarmed.get(accountId) ?? 0,
    /** Fullest first. */
    worst: (accountId: string, limit: number): MailboxRow[] =>
      worst.all(accountId, limit).map((record) => toMailboxRow(record, record.alarms.split(','))),
  };
}

export type AlarmedQueries = ReturnType<typeof createAlarmedQueries>;
