import type { DomainPolicy } from '../../src-shared/views/domains.ts';
import { type DmarcProblems, dmarcProblems } from './dmarc-form.ts';
import { hostProblem, sameHost } from './domain-name.ts';

/** The DMARC policy of one domain while it is edited. */
export interface PolicyForm {
  /** False: the default of the settings. */
  own: boolean;
  /** Kept while the default is chosen, so that going back and forth loses nothing. */
  record: string;
}

export const policyForm = (policy: DomainPolicy, dmarcDefault: string): PolicyForm => ({
  own: policy.dmarcRecord !== null,
  record: policy.dmarcRecord ?? dmarcDefault,
});

/** What would be stored: null for the default. */
export const policyRecord = ({ own, record }: PolicyForm): string | null => (own ? record.trim() : null);

export const policyDirty = (form: PolicyForm, policy: DomainPolicy): boolean =>
  policyRecord(form) !== policy.dmarcRecord;

export const policyProblems = (form: PolicyForm): DmarcProblems =>
  form.own ? dmarcProblems(form.record) : {};

const MOST_HOSTS = 20;

/** Why this host cannot be accepted as well; undefined where it can. */
export function acceptProblem(host: string, accepted: readonly string[]): string | undefined {
  if (accepted.some((one) => sameHost(one, host))) return 'This host is accepted already.';
  if (accepted.length >= MOST_HOSTS) return `At most ${MOST_HOSTS} hosts can be accepted.`;
  return hostProblem(host);
}
