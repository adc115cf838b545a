import { inSlices } from '../retention/slices.ts';
import type { Db } from '../storage/open.ts';

const AT_ONCE = 200;

/**
 * Takes everything that belongs to an account out of the database; its events stay, without the account. What there
 * may be a million of goes first, some rows at a time, so that nobody waits: in one piece it takes seconds.
 */
export function createStateDeletion(db: Db) {
  const lastOf = db
    .prepare(`SELECT max(id) FROM (SELECT id FROM events WHERE id > ? ORDER BY id LIMIT ${AT_ONCE})`)
    .pluck();
  const detach = db.prepare(
    'UPDATE events SET account_id = NULL WHERE id > @after AND id <= @through AND account_id = @account',
  );
  const dropSamples = db.prepare(
    `DELETE FROM mailbox_samples WHERE account_id = @account AND (mailbox, at) IN
       (SELECT mailbox, at FROM mailbox_samples WHERE account_id = @account LIMIT ${AT_ONCE})`,
  );
  const dropHidden = db.prepare(
    'DELETE FROM hidden_alerts WHERE (SELECT account_id FROM events WHERE id = event_id) = ?',
  );
  const remove = db.prepare('DELETE FROM accounts WHERE id = ?');
  /** All tables of an account's state; the outbox goes with its events. */
  const tables = db
    .prepare(
      `SELECT tables.name FROM sqlite_master AS tables JOIN pragma_table_info(tables.name) AS columns
       WHERE tables.type = 'table' AND columns.name = 'account_id' AND tables.name NOT IN ('events', 'outbox')`,
    )
    .pluck();
  return {
    /** What mutes hide of it: the end of a mute tells nothing of an account that is gone. */
    dropHiddenAlerts: (account: string): void => void dropHidden.run(account),

    /**
     * May end after any slice, killed or with the database closed: what is left is found again.
     * @returns the last event that was looked at, for `finish`.
     */
    async prepare(account: string): Promise<number> {
      let after = 0;
      const detachSome = (): boolean => {
        const through = lastOf.get(after) as number | null;
        if (through === null) return false;
        detach.run({ account, after, through });
        after = through;
        return true;
      };
      const stopped = () => !db.open;
      await inSlices(db, detachSome, stopped);
      await inSlices(db, () => dropSamples.run({ account }).changes > 0, stopped);
      return after;
    },

    /**
     * The rest, in one transaction. Foreign keys are off for that moment: to keep the rule of `events.account_id`,
     * which has no index, SQLite would read the whole log for it.
     * @param withAccount whether the account's own row goes as well.
     */
    finish(account: string, after: number, withAccount: boolean): void {
      const through = Number.MAX_SAFE_INTEGER;
      const state = tables.all() as string[];
      db.pragma('foreign_keys = OFF');
      try {
        db.transaction(() => {
          detach.run({ account, after, through });
          for (const table of state) db.prepare(`DELETE FROM "${table}" WHERE account_id = ?`).run(account);
          if (withAccount) remove.run(account);
        }).immediate();
      } finally {
        db.pragma('foreign_keys = ON');
      }
    },
  };
}
