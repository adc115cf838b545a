import { ADVICE_NAMES, type AdviceResult, type AdviceStatus } from '../../src-shared/dns-advice.ts';

const RANK: Record<AdviceStatus, number> = { advice: 0, unknown: 1, good: 2, skipped: 3 };

/** What can be done something about first, otherwise in the usual order. Does not change its input. */
export const adviceFirst = (results: readonly AdviceResult[]): AdviceResult[] =>
  [...results].sort(
    (a, b) => RANK[a.status] - RANK[b.status] || ADVICE_NAMES.indexOf(a.name) - ADVICE_NAMES.indexOf(b.name),
  );
