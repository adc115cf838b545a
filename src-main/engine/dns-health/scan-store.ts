import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import { CHECK_NAMES } from '../../../src-shared/dns-health.ts';
import type { AuditLog } from '../audit/entry.ts';
import type { Clock } from '../ports.ts';
import type { Db } from '../storage/open.ts';
import { createDomainRepository, type StoredDomain } from './domain-repository.ts';
import { type Changed, toEntries } from './events.ts';
import { createExpectationRepository } from './expectation-repository.ts';
import { createPolicyRepository } from './policy-repository.ts';
import type { Scan, Stored } from './scan.ts';
import type { DomainScan } from './scan-domain.ts';
import { transition } from './transitions.ts';

interface ScanStoreOptions {
  db: Db;
  accountId: string;
  audit: AuditLog;
  clock: Clock;
}

/** What a scan starts from, and what becomes of it: state and events together, or neither. */
export function createScanStore({ db, accountId, audit, clock }: ScanStoreOptions) {
  const domains = createDomainRepository(db);
  const expectations = createExpectationRepository(db);
  const policies = createPolicyRepository(db);

  function keepExpectations(fetched: Scan['fetched'], now: number): void {
    for (const [domain, value] of fetched.expectations) expectations.save(accountId, domain, value, now);
    if (fetched.key) expectations.saveKey(accountId, fetched.key.value, now);
  }

  function saveDomain(
    { domain, mailHosting, overall, results }: DomainScan,
    previous: StoredDomain | undefined,
    now: number,
  ): Changed {
    const step = transition(previous?.state, overall, now);
    domains.save(accountId, { domain, mailHosting, state: step.state, checkedAt: now });
    for (const name of CHECK_NAMES) {
      const before = previous?.checks[name];
      const { status } = results[name];
      const lastKnown = status === 'unknown' ? before?.lastKnown : status;
      const json = JSON.stringify(results[name]);
      if (before?.json === json && before.lastKnown === lastKnown) continue;
      domains.saveCheck(accountId, domain, name, json, lastKnown);
    }
    return { domain, results, transition: step };
  }

  return {
    load: (): Stored => ({
      domains: domains.all(accountId),
      expectations: expectations.all(accountId),
      key: expectations.key(accountId),
      policies: policies.all(accountId),
    }),

    keepExpectations: (fetched: Scan['fetched']): void =>
      db.transaction(() => keepExpectations(fetched, clock.now())).immediate(),

    /** @param dropMissing false where only some domains were looked at: then absence says nothing. */
    commit: (scan: Scan, { dropMissing }: { dropMissing: boolean }): AuditEvent[] =>
      db
        .transaction(() => {
          const now = clock.now();
          const stored = domains.all(accountId);
          keepExpectations(scan.fetched, now);
          const changed = scan.domains.map((each) => saveDomain(each, stored.get(each.domain), now));
          if (dropMissing) {
            const listed = new Set(scan.listed);
            for (const domain of stored.keys()) {
              if (listed.has(domain)) continue;
              domains.drop(accountId, domain);
              expectations.drop(accountId, domain);
            }
          }
          return toEntries(accountId, changed).map((entry) => audit.record(entry));
        })
        .immediate(),
  };
}
