import type { MailboxPage, MailboxSort } from '../../../src-shared/views/mailboxes.ts';
import type { Db } from '../storage/open.ts';
import type { Thresholds } from './alarm.ts';
import { MAILBOX_COLUMNS, type MailboxRecord, toMailboxRow } from './mailbox-row.ts';
import { otherMatches, searchable, spelledLike } from './name-search.ts';

export interface MailboxPageQuery {
  /** Part of the name. */
  text?: string | undefined;
  domain?: string | undefined;
  /** Only those at or above a threshold, or in alarm. */
  aboveOnly?: boolean | undefined;
  sort: MailboxSort;
  descending: boolean;
  offset: number;
  limit: number;
}

export interface MailboxPages {
  /** @param accounts whose mailboxes are meant. */
  page(accounts: readonly string[], query: MailboxPageQuery, thresholds: Thresholds): MailboxPage;
}

const IN_ALARM =
  'EXISTS (SELECT 1 FROM mailbox_alarms a WHERE a.account_id = m.account_id AND a.mailbox = m.mailbox)';
const STORAGE_SHARE = 'CASE WHEN m.quota_mb > 0 THEN m.usage_mb / m.quota_mb END';

/** What cannot be measured has no place in an order by that measure: it comes last, both ways. */
const SORT_BY: Record<MailboxSort, string> = {
  // No share comes near it, and what is in alarm keeps its place also where its storage is not measured.
  trouble: `-(CASE WHEN ${IN_ALARM} THEN 1e6 + ifnull(${STORAGE_SHARE}, 0) ELSE ${STORAGE_SHARE} END)`,
  mailbox: 'm.mailbox',
  storage: STORAGE_SHARE,
  used: 'm.usage_mb',
  sends: 'CASE WHEN m.send_limit > 0 THEN m.sent / m.send_limit END',
  read: 'm.read_at',
};

/** As `percentOf` computes it, so that no mailbox is above a line here and below it in the alarms. */
const ABOVE = `(ifnull(m.quota_mb > 0 AND m.usage_mb * 100 / m.quota_mb >= :storagePercent, 0)
  OR ifnull(m.send_limit > 0 AND m.sent * 100 / m.send_limit >= :sendPercent, 0)
  OR ${IN_ALARM})`;

const OTHERWISE_SPELLED =
  '(m.domain IN (SELECT value FROM json_each(:otherwise)) AND instr(m.mailbox, :head) > 0)';

interface Counts {
  total: number;
  above: number;
}

/** Pages of the mailboxes of some accounts: never all of them at once. */
export function createMailboxPages(db: Db): MailboxPages {
  const domains = db
    .prepare('SELECT DISTINCT domain FROM mailboxes WHERE account_id IN (SELECT value FROM json_each(?))')
    .pluck();
  const alarms = db
    .prepare('SELECT measure FROM mailbox_alarms WHERE account_id = ? AND mailbox = ?')
    .pluck();
  const prepared = new Map<string, ReturnType<Db['prepare']>>();
  const statement = (sql: string) => {
    const found = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, found);
    return found;
  };

  return {
    page(accounts, query, thresholds) {
      const ids = JSON.stringify(accounts);
      const text = searchable(query.text ?? '');
      const known = text !== '' || query.domain !== undefined ? (domains.all(ids) as string[]) : [];
      const others = otherMatches(text, known);
      const conditions = ['m.account_id IN (SELECT value FROM json_each(:accounts))'];
      if (query.domain !== undefined) conditions.push('m.domain IN (SELECT value FROM json_each(:domains))');
      if (text !== '') conditions.push(`(instr(m.mailbox, :text) > 0 OR ${OTHERWISE_SPELLED})`);
      const matching = conditions.join(' AND ');
      const values = {
        ...thresholds,
        accounts: ids,
        text,
        domains: JSON.stringify(spelledLike(query.domain ?? '', known)),
        otherwise: JSON.stringify(others.domains),
        head: others.head,
        limit: query.limit,
        offset: query.offset,
      };

      const counts = statement(
        `SELECT count(*) AS total, ifnull(sum(${ABOVE}), 0) AS above FROM mailboxes m WHERE ${matching}`,
      ).get(values) as Counts;
      const records = statement(`
        SELECT ${MAILBOX_COLUMNS} FROM mailboxes m WHERE ${matching} ${query.aboveOnly ? `AND ${ABOVE}` : ''}
        ORDER BY ${SORT_BY[query.sort]} ${query.descending ? 'DESC' : 'ASC'} NULLS LAST, m.mailbox, m.account_id
        LIMIT :limit OFFSET :offset`).all(values) as MailboxRecord[];
      return {
        rows: records.map((record) =>
          toMailboxRow(record, alarms.all(record.account_id, record.mailbox) as string[]),
        ),
        total: query.aboveOnly ? counts.above : counts.total,
        above: counts.above,
      };
    },
  };
}
