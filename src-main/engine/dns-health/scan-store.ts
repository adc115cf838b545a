import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import { CHECK_NAMES } from '../../../src-shared/dns-health.ts';
import type { AuditLog } from '../audit/entry.ts';
import { isCutShort } from '../doubt/doubt.ts';
import { createDoubts } from '../doubt/repository.ts';
import type { Clock } from '../ports.ts';
import type { Db } from '../storage/open.ts';
import { createDomainRepository, type StoredDomain } from './domain-repository.ts';
import { type Changed, toEntries } from './events.ts';
import { createExpectationRepository } from './expectation-repository.ts';
import { createPolicyRepository } from './policy-repository.ts';
import type { DnsSettings, Scan, Stored } from './scan.ts';
import type { DomainScan } from './scan-domain.ts';
import { createStatusRepository } from './status-repository.ts';
import { transition } from './transitions.ts';

interface ScanStoreOptions {
  db: Db;
  accountId: string;
  audit: AuditLog;
  clock: Clock;
  settings: () => Pick<DnsSettings, 'intervalHours'>;
  /** Throws once the account has another login (accounts/same-login.ts): its answers then come too late. */
  assertCurrent: () => void;
}

export interface Committed {
  events: AuditEvent[];
  /** How many domains are missing that are not believed to be gone yet. */
  held: number;
}

/** What a scan starts from, and what becomes of it: state and events together, or neither. */
export function createScanStore({ db, accountId, audit, clock, settings, assertCurrent }: ScanStoreOptions) {
  const domains = createDomainRepository(db);
  const expectations = createExpectationRepository(db);
  const policies = createPolicyRepository(db);
  const statuses = createStatusRepository(db);
  const doubts = createDoubts(db, accountId, 'dns');

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
    statuses.saw(accountId, domain, overall, now, settings().intervalHours);
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

  /** @returns how many are missing, and not believed to be gone yet. */
  function dropDomains({ listed: names, listedAt }: Scan, known: readonly string[], whole: boolean): number {
    const listed = new Set(names);
    const missing = known.filter((domain) => !listed.has(domain));
    const isSudden = isCutShort(known.length, missing.length);
    if (!whole) {
      if (!isSudden) doubts.clear('');
      return 0;
    }
    const gone = doubts.gone('', missing, isSudden, listedAt);
    for (const domain of gone) {
      domains.drop(accountId, domain);
      expectations.drop(accountId, domain);
    }
    return missing.length - gone.length;
  }

  return {
    load: (): Stored => ({
      domains: domains.all(accountId),
      expectations: expectations.all(accountId),
      key: expectations.key(accountId),
      policies: policies.all(accountId),
    }),

    keepExpectations: (fetched: Scan['fetched']): void =>
      db
        .transaction(() => {
          assertCurrent();
          keepExpectations(fetched, clock.now());
        })
        .immediate(),

    /** @param dropMissing false where only some domains were looked at: then absence says nothing. */
    commit: (scan: Scan, { dropMissing }: { dropMissing: boolean }): Committed =>
      db
        .transaction(() => {
          assertCurrent();
          const now = clock.now();
          const stored = domains.all(accountId);
          keepExpectations(scan.fetched, now);
          if ([...stored.values()].some(({ checkedAt }) => checkedAt > now)) {
            statuses.forgetFuture(accountId, now);
          }
          const changed = scan.domains.map((each) => saveDomain(each, stored.get(each.domain), now));
          const held = dropDomains(scan, [...stored.keys()], dropMissing);
          return { events: toEntries(accountId, changed).map((entry) => audit.record(entry)), held };
        })
        .immediate(),
  };
}
