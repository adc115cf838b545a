import type { DomainAdvice } from '../../../../src-shared/dns-advice.ts';
import { toAscii } from '../../dns/names.ts';
import type { LookupOutcome } from '../../dns/outcome.ts';
import { createResolver } from '../../dns/resolver.ts';
import { systemRandom } from '../../platform/clock.ts';
import type { Clock } from '../../ports.ts';
import type { Db } from '../../storage/open.ts';
import { createDomainRepository } from '../domain-repository.ts';
import { createExpectationRepository } from '../expectation-repository.ts';
import { type CertificateProbe, createCertificateProbe } from './certificate-probe.ts';
import { judgeAdvice, observeAdvice } from './observe.ts';
import { createPolicyFetch, type PolicyFetch } from './policy-fetch.ts';
import { createAdviceRepository } from './repository.ts';

/** What is not known by then stays unknown: a person waits. */
const DEADLINE_MS = 14_000;

export interface AdviceOptions {
  db: Db;
  clock: Clock;
  /** `host[:port]` of the resolvers in force. */
  servers: readonly string[];
  deadlineMs?: number;
  fetchPolicy?: PolicyFetch;
  probeCertificate?: CertificateProbe;
}

/**
 * Looks the advisory checks of a stored domain up now, and keeps what was found. Asks resolvers of its own, so that
 * what a scan says of its look-ups stays true. Never throws for what the network does.
 * @param domain as stored: Unicode, lower case.
 */
export async function adviseDomain(
  options: AdviceOptions,
  account: string,
  domain: string,
): Promise<DomainAdvice> {
  const { db, clock, servers, deadlineMs = DEADLINE_MS } = options;
  const subject = {
    domain: toAscii(domain) ?? domain,
    mailHosting: createDomainRepository(db).get(account, domain)?.mailHosting,
    dkim: createExpectationRepository(db).get(account, domain)?.value.dkim,
  };
  const stop = new AbortController();
  const timer = clock.after(deadlineMs, () => stop.abort());
  const resolver = createResolver({ servers, clock, random: systemRandom });
  try {
    const facts = await observeAdvice(subject, {
      ask: async ({ name, type }) => lateOutcome(await resolver.lookup(name, type, { signal: stop.signal })),
      fetchPolicy: options.fetchPolicy ?? createPolicyFetch({ clock }),
      probeCertificate: options.probeCertificate ?? createCertificateProbe({ clock }),
      signal: stop.signal,
      now: clock.now(),
    });
    const found: DomainAdvice = {
      checkedAt: new Date(facts.now).toISOString(),
      results: judgeAdvice(subject, facts),
    };
    createAdviceRepository(db).save(account, domain, found);
    return found;
  } finally {
    timer.cancel();
    resolver.close();
  }
}

/** Nobody cancels but the deadline: for a person that is an answer that did not come in time. */
const lateOutcome = (outcome: LookupOutcome): LookupOutcome =>
  outcome.outcome === 'unknown' && outcome.reason === 'cancelled'
    ? { ...outcome, reason: 'timeout' }
    : outcome;
