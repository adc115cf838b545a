import {
  CHECK_NAMES,
  type CheckName,
  type CheckStatus,
  type Overall,
} from '../../../src-shared/dns-health.ts';
import type { Db } from '../storage/open.ts';
import { readResult, readStatus } from './stored-result.ts';

/** A domain's line in a list, without its mailboxes. Times in ms since the epoch. */
export interface DomainLine {
  domain: string;
  overall: Overall;
  mailHosting: boolean | undefined;
  checks: Record<CheckName, CheckStatus>;
  checkedAt: number;
  since: number;
}

/** A domain that is not as it should be. */
export interface TroubledDomain {
  account: string;
  domain: string;
  overall: 'degraded' | 'unhealthy';
  /** What each bad check says, failures first; empty where the last scan could not see it again. */
  messages: string[];
}

interface LineRow {
  domain: string;
  overall: Overall;
  mail_hosting: number | null;
  checked_at: number;
  since: number;
}
interface StatusRow {
  domain: string;
  check_name: string;
  status: string | null;
}
interface TroubledRow {
  domain: string;
  overall: 'degraded' | 'unhealthy';
}
interface BadRow {
  check_name: string;
  result: string;
}

/** Reads for screens that show every domain: of the checks only what they show is taken out of the stored JSON. */
export function createRowQueries(db: Db) {
  const lines = db.prepare<[string], LineRow>(
    'SELECT domain, overall, mail_hosting, checked_at, since FROM domains WHERE account_id = ? ORDER BY domain',
  );
  const statuses = db.prepare<[string], StatusRow>(
    "SELECT domain, check_name, result ->> '$.status' AS status FROM domain_checks WHERE account_id = ?",
  );
  const counts = db.prepare<[string], { overall: Overall; domains: number }>(
    'SELECT overall, count(*) AS domains FROM domains WHERE account_id = ? GROUP BY overall',
  );
  const troubled = db.prepare<[string, number], TroubledRow>(
    `SELECT domain, overall FROM domains WHERE account_id = ? AND overall IN ('degraded', 'unhealthy')
     ORDER BY overall = 'degraded', domain LIMIT ?`,
  );
  const badResults = db.prepare<[string, string], BadRow>(
    `SELECT check_name, result FROM domain_checks WHERE account_id = ? AND domain = ?
     AND result ->> '$.status' IN ('fail', 'warn')`,
  );

  return {
    lines(accountId: string): DomainLine[] {
      const found = new Map(lines.all(accountId).map((row) => [row.domain, toLine(row)]));
      for (const { domain, check_name, status } of statuses.all(accountId)) {
        const checks = found.get(domain)?.checks;
        const name = CHECK_NAMES.find((known) => known === check_name);
        if (checks && name) checks[name] = readStatus(status);
      }
      return [...found.values()];
    },
    counts(accountId: string): Record<Overall, number> {
      const found = { healthy: 0, degraded: 0, unhealthy: 0, unknown: 0 };
      for (const { overall, domains } of counts.all(accountId)) found[overall] = domains;
      return found;
    },
    /** Worst first. */
    troubled: (accountId: string, limit: number): TroubledDomain[] =>
      troubled.all(accountId, limit).map((row) => ({
        account: accountId,
        ...row,
        messages: messagesOf(badResults.all(accountId, row.domain)),
      })),
  };
}

const notChecked = (): Record<CheckName, CheckStatus> =>
  Object.fromEntries(CHECK_NAMES.map((name) => [name, 'unknown'])) as Record<CheckName, CheckStatus>;

const toLine = ({ domain, overall, mail_hosting, checked_at, since }: LineRow): DomainLine => ({
  domain,
  overall,
  mailHosting: mail_hosting === null ? undefined : mail_hosting === 1,
  checks: notChecked(),
  checkedAt: checked_at,
  since,
});

/** Failures before warnings, each in the order of the table. */
function messagesOf(rows: BadRow[]): string[] {
  const found = rows.flatMap(({ check_name, result }) => {
    const read = readResult(result);
    const place = (CHECK_NAMES as readonly string[]).indexOf(check_name);
    return read
      ? [{ message: read.message, rank: read.status === 'fail' ? place : CHECK_NAMES.length + place }]
      : [];
  });
  return found.sort((a, b) => a.rank - b.rank).map(({ message }) => message);
}
