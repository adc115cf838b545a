import { z } from 'zod';
import type { Db } from '../storage/open.ts';
import type { FacetName } from './diff.ts';
import type { Known } from './rule.ts';

/** Under the domain `''` stand the account's own: its domains, its spam lists, and whose account all of it is. */
export type StoredFacet = FacetName | 'domains' | 'login';

/** What the watch knows of one account: the only one that reads and writes `inventory`. */
export interface Inventory {
  get(domain: string, facet: StoredFacet): Known | undefined;
  save(domain: string, facet: StoredFacet, known: Known): void;
  dropDomain(domain: string): void;
  /** Nothing was read later than now: what says so is of a clock that was ahead. */
  notAfter(now: number): void;
  /** All of it: what comes next is a baseline. */
  clear(): void;
}

const row = z.object({
  value: z.string(),
  readAt: z.number(),
  doubtedAt: z.number().nullable(),
});

export function createInventory(db: Db, accountId: string): Inventory {
  const select = db.prepare(`
    SELECT value, read_at AS readAt, doubted_at AS doubtedAt FROM inventory
    WHERE account_id = ? AND domain = ? AND facet = ?`);
  const upsert = db.prepare(`
    INSERT INTO inventory (account_id, domain, facet, value, read_at, doubted_at) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (account_id, domain, facet) DO UPDATE SET value = excluded.value, read_at = excluded.read_at,
      doubted_at = excluded.doubted_at`);
  const dropDomain = db.prepare('DELETE FROM inventory WHERE account_id = ? AND domain = ?');
  const notAfter = db.prepare(
    'UPDATE inventory SET read_at = :now WHERE account_id = :account AND read_at > :now',
  );
  const clear = db.prepare('DELETE FROM inventory WHERE account_id = ?');

  return {
    get(domain, facet) {
      const found = select.get(accountId, domain, facet);
      if (found === undefined) return undefined;
      const { value, ...rest } = row.parse(found);
      return { value: JSON.parse(value), ...rest };
    },
    save: (domain, facet, { value, readAt, doubtedAt }) =>
      void upsert.run(accountId, domain, facet, JSON.stringify(value), readAt, doubtedAt),
    dropDomain: (domain) => void dropDomain.run(accountId, domain),
    notAfter: (now) => void notAfter.run({ account: accountId, now }),
    clear: () => void clear.run(accountId),
  };
}
