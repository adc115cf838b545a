import { CHECK_NAMES, type CheckName, type CheckStatus, type Overall } from '../../src-shared/dns-health.ts';
import type { DomainRow } from '../../src-shared/views/domains.ts';

/** Trouble first. */
export const OVERALL_RANK: Record<Overall, number> = { unhealthy: 0, degraded: 1, unknown: 2, healthy: 3 };

export const CHECK_RANK: Record<CheckStatus, number> = {
  fail: 0,
  warn: 1,
  unknown: 2,
  pending: 3,
  pass: 4,
  skipped: 5,
};

/** Made once: comparing by `localeCompare` is many times slower, which 500 names show. */
const collator = new Intl.Collator();
export const byName = (a: string, b: string): number => collator.compare(a, b);

const countOf = (row: DomainRow, status: CheckStatus): number => {
  let count = 0;
  for (const name of CHECK_NAMES) if (row.checks[name] === status) count++;
  return count;
};

/** Worst overall first, then the most failing and warning checks, then by name. */
export const byTrouble = (a: DomainRow, b: DomainRow): number =>
  OVERALL_RANK[a.overall] - OVERALL_RANK[b.overall] ||
  countOf(b, 'fail') - countOf(a, 'fail') ||
  countOf(b, 'warn') - countOf(a, 'warn') ||
  byName(a.domain, b.domain);

/** Does not change its input. */
export const troubleFirst = (rows: readonly DomainRow[]): DomainRow[] => [...rows].sort(byTrouble);

/** The checks of one domain, those that need a person first, otherwise in their usual order. */
export const checksTroubleFirst = (status: (name: CheckName) => CheckStatus): CheckName[] =>
  [...CHECK_NAMES].sort((a, b) => CHECK_RANK[status(a)] - CHECK_RANK[status(b)]);
