import type { DomainAdvice } from '../../../src-shared/dns-advice.ts';
import { type Result, success } from '../../../src-shared/result.ts';
import type { DomainDetail, DomainRow } from '../../../src-shared/views/domains.ts';
import { canonicalDomain } from '../dns/names.ts';
import { unknownDomain } from '../dns-health/queries.ts';
import type { DomainSummary } from '../mailbox-usage/queries.ts';
import type { EngineParts } from '../parts.ts';
import type { Calls } from './channels.ts';

const NO_MAILBOXES: DomainSummary = { mailboxes: 0, fullest: null };
const RANK = { unhealthy: 0, degraded: 1, unknown: 2, healthy: 3 };

/** Domains: all from the database, but for `domains.advise`, which looks now. */
export function domainCalls(
  parts: EngineParts,
): Pick<Calls, 'domains.list' | 'domains.get' | 'domains.setPolicy' | 'domains.advise'> {
  const { accounts, dns, usage, settings, clock, feed, pool, db } = parts;
  const advising = new Map<string, Promise<Result<DomainAdvice>>>();

  const isActive = (account: string) => accounts.active().some(({ id }) => id === account);

  /** Mailboxes carry the domain as MXroute spells it, domains as people do. */
  const summaries = (account: string) =>
    new Map([...usage.domainSummaries(account)].map(([domain, found]) => [canonicalDomain(domain), found]));

  function list(): DomainRow[] {
    const rows = accounts.active().flatMap(({ id }) => {
      const mailboxes = summaries(id);
      return dns.listDomains(id).map((row) => ({ ...row, ...(mailboxes.get(row.domain) ?? NO_MAILBOXES) }));
    });
    return rows.sort((a, b) => RANK[a.overall] - RANK[b.overall] || compare(a.domain, b.domain));
  }

  function detail(account: string, name: string): Result<DomainDetail> {
    const found = isActive(account) ? dns.domainDetail(account, name, clock.now()) : undefined;
    if (!found) return unknownDomain(name);
    const mailboxes = summaries(account).get(found.domain) ?? NO_MAILBOXES;
    return success({ ...found, ...mailboxes, dmarcDefault: settings.get('dns.dmarcDefault') });
  }

  /** Its rules are read when they are first needed: no start pays for them. */
  async function advise(account: string, domain: string): Promise<Result<DomainAdvice>> {
    const { adviseDomain } = await import('../dns-health/advice/advise.ts');
    const advice = await adviseDomain({ db, clock, servers: pool.servers() }, account, domain);
    feed.changed('domains');
    return success(advice);
  }

  return {
    'domains.list': () => success(list()),
    'domains.get': ({ account, domain }) => detail(account, domain),
    'domains.setPolicy': ({ account, domain, ...policy }) => {
      if (!isActive(account)) return unknownDomain(domain);
      const saved = dns.setDomainPolicy(account, domain, policy);
      if (!saved.ok) return saved;
      feed.changed('domains');
      return detail(account, domain);
    },
    'domains.advise': ({ account, domain: name }) => {
      const domain = canonicalDomain(name);
      if (!isActive(account) || !dns.hasDomain(account, domain)) return unknownDomain(domain);
      const key = `${account} ${domain}`;
      // Who asks while it is being looked up waits for the same answer.
      const running = advising.get(key) ?? advise(account, domain).finally(() => advising.delete(key));
      advising.set(key, running);
      return running;
    },
  };
}

/** By code point: 500 names sorted the locale's way cost more than reading them. */
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
