import { CHECK_LABELS } from '../../../src-shared/dns-health.ts';
import { failure, type Result } from '../../../src-shared/result.ts';
import type { DomainDetail, DomainRow } from '../../../src-shared/views/domains.ts';
import { canonicalDomain, toUnicode } from '../dns/names.ts';
import type { Db } from '../storage/open.ts';
import { createAdviceRepository } from './advice/repository.ts';
import { createDomainRepository, type StoredDomain } from './domain-repository.ts';
import { forEveryCheck } from './every-check.ts';
import { checkPolicy } from './policy-change.ts';
import { createPolicyRepository, type DomainPolicy } from './policy-repository.ts';
import { createRowQueries, type DomainLine } from './row-queries.ts';
import { createStatusRepository } from './status-repository.ts';

/** As the last scan left it; whoever shows it adds the mailboxes. */
export type DomainFacts = Omit<DomainRow, 'mailboxes' | 'fullest'>;
/** What shells are shown of one domain, without its mailboxes and the global settings. */
export type DomainFindings = Omit<DomainDetail, 'mailboxes' | 'fullest' | 'dmarcDefault'>;

const HISTORY_MS = 90 * 86_400_000;

/** What the shells ask about domains, and the one thing that they set. Domains are taken in either form. */
export function createDnsQueries(db: Db) {
  const domains = createDomainRepository(db);
  const rows = createRowQueries(db);
  const policies = createPolicyRepository(db);
  const statuses = createStatusRepository(db);
  const advice = createAdviceRepository(db);

  return {
    counts: rows.counts,
    troubled: rows.troubled,
    /** By name. */
    listDomains: (accountId: string): DomainFacts[] =>
      rows.lines(accountId).map((line) => toFacts(accountId, line)),

    hasDomain: (accountId: string, name: string): boolean => domains.has(accountId, canonicalDomain(name)),

    /** @param now history reaches back from here. */
    domainDetail(accountId: string, name: string, now: number): DomainFindings | undefined {
      const stored = domains.get(accountId, canonicalDomain(name));
      if (!stored) return undefined;
      const { domain, state, mailHosting, checkedAt } = stored;
      const policy = policies.get(accountId, domain);
      return {
        account: accountId,
        domain,
        overall: state.overall,
        mailHosting,
        checks: resultsOf(stored),
        checkedAt: iso(checkedAt),
        since: iso(state.since),
        troubleSince: state.troubleSince === null ? null : iso(state.troubleSince),
        policy: { ...policy, acceptedMxHosts: policy.acceptedMxHosts.map(toUnicode) },
        history: statuses.history(accountId, domain, now - HISTORY_MS),
        advice: advice.get(accountId, domain),
      };
    },

    /** @param policy `dmarcRecord: null` goes back to the global default. Takes effect with the next scan. */
    setDomainPolicy(accountId: string, name: string, policy: DomainPolicy): Result<DomainPolicy> {
      const domain = canonicalDomain(name);
      if (!domains.has(accountId, domain)) return unknownDomain(domain);
      const checked = checkPolicy(policy);
      if (checked.ok) policies.save(accountId, domain, checked.value);
      return checked;
    },
  };
}

export type DnsQueries = ReturnType<typeof createDnsQueries>;

export const unknownDomain = (name: string): Result<never> =>
  failure(
    'not_found',
    `${canonicalDomain(name)} is not a domain of this account, or was not scanned yet.`,
    'domain',
  );

const toFacts = (account: string, { checkedAt, since, ...line }: DomainLine): DomainFacts => ({
  account,
  ...line,
  checkedAt: iso(checkedAt),
  since: iso(since),
});

const resultsOf = ({ domain, checks }: StoredDomain) =>
  forEveryCheck(
    (name) =>
      checks[name]?.result ?? {
        status: 'unknown',
        label: CHECK_LABELS[name],
        expectedHost: toUnicode(domain),
        expected: [],
        found: [],
        message: 'Not checked yet.',
        notes: [],
      },
  );

const iso = (ms: number): string => new Date(ms).toISOString();
