import {
  CHECK_NAMES,
  type CheckName,
  type CheckResult,
  type CheckStatus,
  type Overall,
} from '../../../src-shared/dns-health.ts';
import type { Db } from '../storage/open.ts';
import { readKnownStatus, readResult } from './stored-result.ts';
import type { DomainState } from './transitions.ts';

export interface StoredCheck {
  /** Read when it is asked for: a scan needs none of them. Undefined where the stored one could not be read. */
  readonly result: CheckResult | undefined;
  /** The last status that was not unknown. */
  lastKnown: CheckStatus | undefined;
  /** As stored, so that what did not change is not written again. */
  json: string;
}

export interface StoredDomain {
  domain: string;
  state: DomainState;
  mailHosting: boolean | undefined;
  /** Milliseconds since the epoch. */
  checkedAt: number;
  checks: Partial<Record<CheckName, StoredCheck>>;
}

interface DomainRow {
  domain: string;
  overall: Overall;
  since: number;
  trouble_since: number | null;
  mail_hosting: number | null;
  checked_at: number;
}

interface CheckRow {
  domain: string;
  check_name: string;
  result: string;
  known_status: string | null;
}

/** State per domain and check. The schema limits `overall`; everything else that is read is validated here. */
export function createDomainRepository(db: Db) {
  const selectDomains = db.prepare<[string], DomainRow>(
    'SELECT * FROM domains WHERE account_id = ? ORDER BY domain',
  );
  const selectDomain = db.prepare<[string, string], DomainRow>(
    'SELECT * FROM domains WHERE account_id = ? AND domain = ?',
  );
  const exists = db.prepare<[string, string], number>(
    'SELECT 1 FROM domains WHERE account_id = ? AND domain = ?',
  );
  const selectChecks = db.prepare<[string], CheckRow>('SELECT * FROM domain_checks WHERE account_id = ?');
  const selectDomainChecks = db.prepare<[string, string], CheckRow>(
    'SELECT * FROM domain_checks WHERE account_id = ? AND domain = ?',
  );
  const upsertDomain = db.prepare(
    `INSERT INTO domains (account_id, domain, overall, since, trouble_since, mail_hosting, checked_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (account_id, domain) DO UPDATE SET overall = excluded.overall, since = excluded.since,
       trouble_since = excluded.trouble_since, mail_hosting = excluded.mail_hosting, checked_at = excluded.checked_at`,
  );
  const upsertCheck = db.prepare(
    `INSERT INTO domain_checks (account_id, domain, check_name, result, known_status) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (account_id, domain, check_name)
       DO UPDATE SET result = excluded.result, known_status = excluded.known_status`,
  );
  const remove = db.prepare('DELETE FROM domains WHERE account_id = ? AND domain = ?');

  return {
    all(accountId: string): Map<string, StoredDomain> {
      const domains = new Map(selectDomains.all(accountId).map((row) => [row.domain, toDomain(row)]));
      for (const row of selectChecks.all(accountId)) addCheck(domains.get(row.domain), row);
      return domains;
    },
    has: (accountId: string, domain: string): boolean => exists.get(accountId, domain) !== undefined,
    get(accountId: string, domain: string): StoredDomain | undefined {
      const row = selectDomain.get(accountId, domain);
      if (!row) return undefined;
      const found = toDomain(row);
      for (const check of selectDomainChecks.all(accountId, domain)) addCheck(found, check);
      return found;
    },
    save(accountId: string, { domain, state, mailHosting, checkedAt }: Omit<StoredDomain, 'checks'>): void {
      const hosting = mailHosting === undefined ? null : Number(mailHosting);
      upsertDomain.run(accountId, domain, state.overall, state.since, state.troubleSince, hosting, checkedAt);
    },
    saveCheck(
      accountId: string,
      domain: string,
      name: CheckName,
      json: string,
      lastKnown?: CheckStatus,
    ): void {
      upsertCheck.run(accountId, domain, name, json, lastKnown ?? null);
    },
    drop(accountId: string, domain: string): void {
      remove.run(accountId, domain);
    },
  };
}

export type DomainRepository = ReturnType<typeof createDomainRepository>;

const toDomain = (row: DomainRow): StoredDomain => ({
  domain: row.domain,
  state: { overall: row.overall, since: row.since, troubleSince: row.trouble_since },
  mailHosting: row.mail_hosting === null ? undefined : row.mail_hosting === 1,
  checkedAt: row.checked_at,
  checks: {},
});

function addCheck(domain: StoredDomain | undefined, row: CheckRow): void {
  const name = CHECK_NAMES.find((known) => known === row.check_name);
  if (!domain || !name) return;
  domain.checks[name] = {
    get result() {
      return readResult(row.result);
    },
    lastKnown: readKnownStatus(row.known_status),
    json: row.result,
  };
}
