import type { DnsAlertDomain, DnsRecoveredDomain, FailingCheck } from '../../../src-shared/audit-event.ts';
import { CHECK_NAMES, type CheckResults, type Overall } from '../../../src-shared/dns-health.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { CHECKS } from './checks/table.ts';
import { severityOf } from './overall.ts';
import type { Transition } from './transitions.ts';

export interface Changed {
  domain: string;
  results: CheckResults;
  transition: Transition;
}

/** At most one event for all that got worse, and one for all that recovered. The worst come first. */
export function toEntries(accountId: string, changed: readonly Changed[]): AuditEntry[] {
  const alerts = changed.filter(({ transition }) => transition.event === 'alert').map(alertDomain);
  const recovered = changed.filter(({ transition }) => transition.event === 'recovered').map(recoveredDomain);
  const order = (domain: DnsAlertDomain) => (domain.to === 'unhealthy' ? 0 : 1);
  alerts.sort((a, b) => order(a) - order(b));
  return [
    ...entry(accountId, 'dns.health_alert', alerts),
    ...entry(accountId, 'dns.health_recovered', recovered),
  ];
}

function entry(
  accountId: string,
  action: AuditEntry['action'],
  domains: readonly { domain: string }[],
): AuditEntry[] {
  const [first] = domains;
  if (!first) return [];
  const target = domains.length === 1 ? first.domain : `${domains.length} domains`;
  return [{ action, accountId, actor: 'monitor', target, details: { domains } }];
}

function alertDomain({ domain, results, transition }: Changed): DnsAlertDomain {
  const { from, previous, state } = transition;
  const fromSince = isTrouble(from) ? known(previous?.since, state.since) : undefined;
  return {
    domain,
    from,
    to: state.overall,
    since: known(state.troubleSince, state.since) ?? iso(state.since),
    ...(fromSince === undefined ? {} : { fromSince }),
    checks: failingChecks(results),
  };
}

function recoveredDomain({ domain, transition: { from, previous, state } }: Changed): DnsRecoveredDomain {
  const since = known(previous?.troubleSince ?? previous?.since, state.since);
  const fromSince = known(previous?.since, state.since);
  return {
    domain,
    from: from === 'new' ? 'unknown' : from,
    ...(since === undefined ? {} : { since }),
    ...(fromSince === undefined || fromSince === since ? {} : { fromSince }),
  };
}

const isTrouble = (overall: Overall | 'new'): boolean => overall === 'degraded' || overall === 'unhealthy';

const iso = (time: number): string => new Date(time).toISOString();

/** A time that has not come is of a clock that was set back since: nobody knows when it really was. */
const known = (time: number | null | undefined, now: number): string | undefined =>
  time == null || time > now ? undefined : iso(time);

/** Failures before warnings, each in the order of the table. */
function failingChecks(results: CheckResults): FailingCheck[] {
  return CHECK_NAMES.filter((name) => CHECKS[name].counts && severityOf(results[name].status) > 0)
    .sort((a, b) => severityOf(results[b].status) - severityOf(results[a].status))
    .map((check) => {
      const { label, status, expectedHost, expected, found, message } = results[check];
      return { check, label, status, expectedHost, expected, found, message };
    });
}
