import type { DnsAlertDomain, DnsRecoveredDomain, FailingCheck } from '../../../src-shared/audit-event.ts';
import { CHECK_NAMES, type CheckResults } from '../../../src-shared/dns-health.ts';
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

const alertDomain = ({ domain, results, transition: { from, state } }: Changed): DnsAlertDomain => ({
  domain,
  from,
  to: state.overall,
  since: new Date(state.troubleSince ?? state.since).toISOString(),
  checks: failingChecks(results),
});

const recoveredDomain = ({ domain, transition: { from, previous } }: Changed): DnsRecoveredDomain => ({
  domain,
  from: from === 'new' ? 'unknown' : from,
  since: new Date(previous?.troubleSince ?? previous?.since ?? 0).toISOString(),
});

/** Failures before warnings, each in the order of the table. */
function failingChecks(results: CheckResults): FailingCheck[] {
  return CHECK_NAMES.filter((name) => CHECKS[name].counts && severityOf(results[name].status) > 0)
    .sort((a, b) => severityOf(results[b].status) - severityOf(results[a].status))
    .map((check) => {
      const { label, status, expectedHost, expected, found, message } = results[check];
      return { check, label, status, expectedHost, expected, found, message };
    });
}
