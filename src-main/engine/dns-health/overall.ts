import type { CheckName, CheckStatus, Overall } from '../../../src-shared/dns-health.ts';
import { CHECKS } from './checks/table.ts';

/** What is known of one check: its status now, and the last one that was not `unknown`. */
export interface KnownStatus {
  status: CheckStatus;
  lastKnown: CheckStatus | undefined;
}

/** How bad a status is; what is not bad counts nothing. */
export function severityOf(status: CheckStatus | undefined): 0 | 1 | 2 {
  if (status === 'fail') return 2;
  return status === 'warn' ? 1 : 0;
}

const OVERALL_RANK: Record<Overall | 'new', number> = {
  new: 0,
  unknown: 0,
  healthy: 0,
  degraded: 1,
  unhealthy: 2,
};

/** True where the step is one that a person would have to be told about. */
export const isWorse = (from: Overall | 'new', to: Overall): boolean => OVERALL_RANK[to] > OVERALL_RANK[from];

/**
 * `unhealthy` if any check fails, else `degraded` if any warns, else `healthy`. An unknown check counts as its last known
 * status. Where there is none, nothing it could be makes a failure less true, but nothing milder can be said.
 */
export function overallOf(checks: Partial<Record<CheckName, KnownStatus>>): Overall {
  const counted = (Object.keys(checks) as CheckName[])
    .filter((name) => CHECKS[name].counts)
    .map((name) => effective(checks[name]));
  if (counted.includes('fail')) return 'unhealthy';
  if (counted.includes('unknown')) return 'unknown';
  return counted.includes('warn') ? 'degraded' : 'healthy';
}

const effective = (known: KnownStatus | undefined): CheckStatus =>
  known === undefined || known.status === 'unknown' ? (known?.lastKnown ?? 'unknown') : known.status;
