import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Db } from '../storage/open.ts';

export interface AccountRow {
  id: string;
  label: string;
  server: string;
  username: string;
  apiUrl: string;
}

const row = z.object({
  id: z.string(),
  label: z.string(),
  server: z.string(),
  username: z.string(),
  apiUrl: z.string(),
});

const MARK = 'environment-account:';
const COLUMNS = 'id, label, server, username, api_url AS apiUrl';

/** The `accounts` table, oldest account first. One that is marked as removed is in none of its answers but `removed`. */
export function createAccountRepository(db: Db) {
  const all = db.prepare(
    `SELECT ${COLUMNS} FROM accounts WHERE removed_at IS NULL ORDER BY created_at, rowid`,
  );
  const one = db.prepare(`SELECT ${COLUMNS} FROM accounts WHERE id = ? AND removed_at IS NULL`);
  const any = db.prepare('SELECT 1 FROM accounts LIMIT 1');
  const removed = db.prepare('SELECT id FROM accounts WHERE removed_at IS NOT NULL').pluck();
  const isRemoved = db.prepare('SELECT 1 FROM accounts WHERE id = ? AND removed_at IS NOT NULL');
  const markRemoved = db.prepare('UPDATE accounts SET removed_at = ? WHERE id = ?');
  const upsert = db.prepare(
    `INSERT INTO accounts (id, label, server, username, api_url, created_at) VALUES (@id, @label, @server, @username, @apiUrl, @now)
     ON CONFLICT (id) DO UPDATE SET label = @label, server = @server, username = @username, api_url = @apiUrl`,
  );
  const mark = db.prepare("INSERT OR IGNORE INTO meta (key, value) VALUES (?, '')");
  const unmark = db.prepare('DELETE FROM meta WHERE key = ?');
  const marked = db
    .prepare(`SELECT substr(key, ${MARK.length + 1}) FROM meta WHERE key GLOB '${MARK}*'`)
    .pluck();
  return {
    list: (): AccountRow[] => all.all().map((value) => row.parse(value)),
    get: (id: string): AccountRow | undefined => {
      const found = one.get(id);
      return found === undefined ? undefined : row.parse(found);
    },
    save: (account: AccountRow, now: number): void => {
      upsert.run({ ...account, now });
    },
    /** Accounts that only the environment has ever named: no person has given them a key. */
    environmentOnly: (): Set<string> => new Set(z.array(z.string()).parse(marked.all())),
    markEnvironmentOnly: (id: string, only: boolean): void => {
      (only ? mark : unmark).run(MARK + id);
    },
    /** An id that no account has, removed ones included: their rows would be taken for its own. */
    freeId: (): string => (any.get() === undefined ? 'default' : randomBytes(4).toString('hex')),
    /** Accounts of which something is still to be deleted. */
    removed: (): string[] => z.array(z.string()).parse(removed.all()),
    isRemoved: (id: string): boolean => isRemoved.get(id) !== undefined,
    /** Belongs into a transaction. */
    markRemoved: (id: string, now: number): void => {
      markRemoved.run(now, id);
      unmark.run(MARK + id);
    },
  };
}

export type AccountRepository = ReturnType<typeof createAccountRepository>;
