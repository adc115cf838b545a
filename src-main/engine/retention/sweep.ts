import type { Db } from '../storage/open.ts';
import type { Cleanup } from './log-cleanup.ts';

const AT_ONCE = 200;

interface Swept {
  table: string;
  /** Its primary key. */
  key: readonly string[];
  /** When a row was of use last. */
  at: string;
  /** There is an index for it: the table, which may be large, need not be gone through. */
  isIndexed?: true;
}

/** Tables whose owners tidy up only while they are at work, which a monitor that is switched off is not. */
export const USAGE_SAMPLES: Swept = {
  table: 'mailbox_samples',
  key: ['account_id', 'mailbox', 'at'],
  at: 'at',
};
export const DOMAIN_HISTORY: Swept = {
  table: 'domain_statuses',
  key: ['account_id', 'domain', 'since'],
  at: 'until',
};
export const SCAN_ANSWERS: Swept = {
  table: 'scan_answers',
  key: ['account_id', 'monitor', 'subject'],
  at: 'at',
};
export const MUTES: Swept = { table: 'mutes', key: ['subject', 'since'], at: 'until' };

/** Deletes what is older than `oldest` (milliseconds since the epoch), some rows at a time. */
export function sweep(db: Db, { table, key, at, isIndexed }: Swept, oldest: number): Cleanup {
  const columns = key.join(', ');
  const values = key.map((name) => `@${name}`).join(', ');
  const SELECT = `SELECT ${columns}, ${at} < @oldest AS isOld FROM ${table}`;
  const first = db.prepare(
    isIndexed
      ? `${SELECT} WHERE ${at} < @oldest ORDER BY ${at} LIMIT ${AT_ONCE}`
      : `${SELECT} ORDER BY ${columns} LIMIT ${AT_ONCE}`,
  );
  const next = db.prepare(`${SELECT} WHERE (${columns}) > (${values}) ORDER BY ${columns} LIMIT ${AT_ONCE}`);
  const remove = db.prepare(`DELETE FROM ${table} WHERE (${columns}) = (${values})`);
  let after: Row | undefined;
  let deleted = 0;
  return {
    step() {
      const rows = (after && !isIndexed ? next.all({ ...after, oldest }) : first.all({ oldest })) as Row[];
      for (const { isOld, ...row } of rows) {
        if (isOld === 1) deleted += remove.run(row).changes;
        after = row;
      }
      return rows.length === AT_ONCE;
    },
    get deleted() {
      return deleted;
    },
  };
}

type Row = Record<string, unknown>;
