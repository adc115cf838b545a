import { CHECK_NAMES, type CheckStatus, type Overall } from '../../src-shared/dns-health.ts';
import type { FleetRow } from '../../src-shared/views.ts';

/** Trouble first. */
const OVERALL_RANK: Record<Overall, number> = { unhealthy: 0, degraded: 1, unknown: 2, healthy: 3 };

const countOf = (row: FleetRow, status: CheckStatus): number =>
  CHECK_NAMES.filter((name) => row.checks[name].status === status).length;

/** Worst overall first, then the most failing and warning checks, then by name. Does not change its input. */
export function troubleFirst(rows: readonly FleetRow[]): FleetRow[] {
  return [...rows].sort(
    (a, b) =>
      OVERALL_RANK[a.overall] - OVERALL_RANK[b.overall] ||
      countOf(b, 'fail') - countOf(a, 'fail') ||
      countOf(b, 'warn') - countOf(a, 'warn') ||
      a.domain.localeCompare(b.domain),
  );
}

const CHECK_RANK: Record<CheckStatus, number> = {
  fail: 0,
  warn: 1,
  unknown: 2,
  pending: 3,
  pass: 4,
  skipped: 5,
};

/** The checks of one domain, those that need a person first, otherwise in their usual order. */
export const checksTroubleFirst = (row: Pick<FleetRow, 'checks'>) =>
  [...CHECK_NAMES].sort((a, b) => CHECK_RANK[row.checks[a].status] - CHECK_RANK[row.checks[b].status]);
