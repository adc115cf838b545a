import { z } from 'zod';
import { dmarcRecord } from '../../../src-shared/dmarc.ts';
import { CHECK_LABELS } from '../../../src-shared/dns-health.ts';
import { failure, type Result, success } from '../../../src-shared/result.ts';
import type { FleetRow } from '../../../src-shared/views.ts';
import { canonicalDomain, toAscii, toUnicode } from '../dns/names.ts';
import type { Db } from '../storage/open.ts';
import { createDomainRepository, type StoredDomain } from './domain-repository.ts';
import { forEveryCheck } from './every-check.ts';
import { createPolicyRepository, type DomainPolicy } from './policy-repository.ts';

/** A domain as the last scan left it; whoever shows it adds the mailboxes. */
export type FleetDomain = Omit<FleetRow, 'mailboxes' | 'fullest'>;

export interface DomainDetail extends FleetDomain {
  /** ISO time since which the domain is not healthy; null while it is. */
  troubleSince: string | null;
  policy: DomainPolicy;
}

const MAX_HOSTS = 20;

const policySchema = z.object({
  dmarcRecord: dmarcRecord.nullable(),
  acceptedMxHosts: z
    .array(
      z.string().transform((host, context) => {
        const ascii = toAscii(host);
        if (ascii?.includes('.')) return ascii;
        context.addIssue({ code: 'custom', message: `"${host.slice(0, 100)}" is not a host name` });
        return z.NEVER;
      }),
    )
    .max(MAX_HOSTS, `takes at most ${MAX_HOSTS} hosts`)
    .transform((hosts) => [...new Set(hosts)]),
});

/** What the shells ask about domains, and the one thing that they set. Domains are taken in either form. */
export function createDnsQueries(db: Db) {
  const domains = createDomainRepository(db);
  const policies = createPolicyRepository(db);

  return {
    listFleet: (accountId: string): FleetDomain[] => [...domains.all(accountId).values()].map(toFleet),

    domainDetail(accountId: string, name: string): DomainDetail | undefined {
      const stored = domains.get(accountId, canonicalDomain(name));
      return (
        stored && {
          ...toFleet(stored),
          troubleSince: iso(stored.state.troubleSince),
          policy: policies.get(accountId, stored.domain),
        }
      );
    },

    /** @param policy `dmarcRecord: null` goes back to the global default. Takes effect with the next scan. */
    setDomainPolicy(accountId: string, name: string, policy: DomainPolicy): Result<DomainPolicy> {
      const domain = canonicalDomain(name);
      if (!domains.get(accountId, domain)) {
        return failure(
          'not_found',
          `${domain} is not a domain of this account, or was not scanned yet.`,
          'domain',
        );
      }
      const parsed = policySchema.safeParse(policy);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        const field = String(issue?.path[0] ?? 'policy');
        return failure(
          'invalid',
          `${LABELS[field] ?? 'The policy'} ${issue?.message ?? 'is not valid'}.`,
          field,
        );
      }
      policies.save(accountId, domain, parsed.data);
      return success(parsed.data);
    },
  };
}

export type DnsQueries = ReturnType<typeof createDnsQueries>;

const LABELS: Record<string, string> = {
  dmarcRecord: 'The DMARC record',
  acceptedMxHosts: 'Also accepted MX hosts:',
};

const toFleet = ({ domain, state, mailHosting, checkedAt, checks }: StoredDomain): FleetDomain => ({
  domain,
  overall: state.overall,
  mailHosting,
  checks: forEveryCheck(
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
  ),
  checkedAt: iso(checkedAt),
  since: iso(state.since),
});

function iso(ms: number): string;
function iso(ms: number | null): string | null;
function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
