import type { DomainAdvice } from '../dns-advice.ts';
import type { CheckName, CheckResults, CheckStatus, Overall } from '../dns-health.ts';

/** One line of a list of domains. What each check found is in `DomainDetail`. */
export interface DomainRow {
  /** Account id: the same domain may stand in two accounts. */
  account: string;
  /** Unicode form, lower case. */
  domain: string;
  overall: Overall;
  /** Undefined while MXroute has not told. */
  mailHosting: boolean | undefined;
  checks: Record<CheckName, CheckStatus>;
  checkedAt: string | null;
  /** ISO time since which the overall holds. */
  since: string | null;
  mailboxes: number;
  /** By share of its quota; null where no mailbox has one. */
  fullest: { mailbox: string; quotaPercent: number; usageMb: number; quotaMb: number; alarm: boolean } | null;
}

export interface DomainPolicy {
  /** Null: the global default. */
  dmarcRecord: string | null;
  /** "Also accepted MX hosts": not foreign to this domain. */
  acceptedMxHosts: string[];
}

/** One stretch of time in which a domain's overall stayed the same; between `until` and the next `from` nobody looked. */
export interface StatusPeriod {
  /** ISO, first and last check that saw it. */
  from: string;
  until: string;
  overall: Overall;
}

export interface DomainDetail extends Omit<DomainRow, 'checks'> {
  checks: CheckResults;
  /** ISO time since which the domain is not healthy; null while it is. */
  troubleSince: string | null;
  policy: DomainPolicy;
  /** What a repair deploys where the policy says nothing. */
  dmarcDefault: string;
  /** Oldest first, of the last 90 days. */
  history: StatusPeriod[];
  /** As last looked up; null: never. */
  advice: DomainAdvice | null;
}

export interface ResolverTest {
  server: string;
  ok: boolean;
  message: string;
  ms: number | null;
}
