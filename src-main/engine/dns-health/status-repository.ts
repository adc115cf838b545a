import type { Overall } from '../../../src-shared/dns-health.ts';
import type { StatusPeriod } from '../../../src-shared/views/domains.ts';
import type { Db } from '../storage/open.ts';

const HOUR_MS = 3_600_000;
/** A day's check that came half a day late still continues a period; over a longer gap nobody knows what was. */
const SHORTEST_LIMIT_MS = 36 * HOUR_MS;

/** Where checks are further apart, the next one may be late by half an interval as well. */
const longestGapMs = (intervalHours: number): number =>
  Math.max(SHORTEST_LIMIT_MS, 1.5 * intervalHours * HOUR_MS);

interface Row {
  since: number;
  until: number;
  overall: Overall;
}

/**
 * What the checks saw of each domain over time (`domain_statuses`). Unlike the domain's state, which a check that saw
 * nothing leaves alone, history says `unknown` for it. Periods never overlap. Writing belongs into the scan's transaction.
 */
export function createStatusRepository(db: Db) {
  const forgetFuture = db.prepare('DELETE FROM domain_statuses WHERE account_id = :account AND since > :now');
  const endNow = db.prepare(
    'UPDATE domain_statuses SET until = :now WHERE account_id = :account AND until > :now',
  );
  const extend = db.prepare(`
    UPDATE domain_statuses SET until = :now
    WHERE account_id = :account AND domain = :domain AND overall = :overall AND until >= :gapStart
      AND since = (SELECT max(since) FROM domain_statuses WHERE account_id = :account AND domain = :domain)`);
  const open = db.prepare(`
    INSERT INTO domain_statuses (account_id, domain, since, until, overall)
    VALUES (:account, :domain, :now, :now, :overall)
    ON CONFLICT (account_id, domain, since) DO UPDATE SET until = excluded.until, overall = excluded.overall`);
  const select = db.prepare<[string, string, number], Row>(`
    SELECT since, until, overall FROM domain_statuses
    WHERE account_id = ? AND domain = ? AND until >= ? ORDER BY since`);

  return {
    /** A clock that was set back leaves periods in the future, which never were. */
    forgetFuture(account: string, now: number): void {
      forgetFuture.run({ account, now });
      endNow.run({ account, now });
    },
    /** The domain must be stored already. `intervalHours`: between two checks. */
    saw(account: string, domain: string, overall: Overall, now: number, intervalHours: number): void {
      const seen = { account, domain, overall, now };
      const gapStart = now - longestGapMs(intervalHours);
      if (extend.run({ ...seen, gapStart }).changes === 0) open.run(seen);
    },
    /** Oldest first; the first one may have begun before `since` (ms since the epoch). */
    history: (account: string, domain: string, since: number): StatusPeriod[] =>
      select.all(account, domain, since).map((row) => ({
        from: new Date(row.since).toISOString(),
        until: new Date(row.until).toISOString(),
        overall: row.overall,
      })),
  };
}

export type StatusRepository = ReturnType<typeof createStatusRepository>;
