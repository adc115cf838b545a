import type { Overall } from '../../../src-shared/dns-health.ts';
import { isWorse } from './overall.ts';

/** What is remembered of one domain between scans. Times in ms since the epoch. */
export interface DomainState {
  overall: Overall;
  /** Since when `overall` has held. */
  since: number;
  /** Since when the domain is not healthy; null while it is, or while nothing is known. */
  troubleSince: number | null;
}

export interface Transition {
  from: Overall | 'new';
  previous: DomainState | undefined;
  state: DomainState;
  event: 'alert' | 'recovered' | null;
}

/**
 * | from → to                                          | event     |
 * | healthy, new, unknown → degraded or unhealthy      | alert     |
 * | degraded → unhealthy                               | alert     |
 * | unhealthy → degraded                               | none      |
 * | degraded, unhealthy → healthy                      | recovered |
 * | anything → unknown                                 | none, the previous state stays |
 * @param previous undefined for a domain that is seen for the first time.
 */
export function transition(previous: DomainState | undefined, seen: Overall, now: number): Transition {
  const from = previous?.overall ?? 'new';
  if (previous && (seen === 'unknown' || seen === previous.overall)) {
    return { from, previous, state: previous, event: null };
  }

  const wasInTrouble = from === 'degraded' || from === 'unhealthy';
  const isInTrouble = seen === 'degraded' || seen === 'unhealthy';
  const state: DomainState = {
    overall: seen,
    since: now,
    troubleSince: isInTrouble ? (wasInTrouble ? (previous?.troubleSince ?? now) : now) : null,
  };
  if (isWorse(from, seen)) return { from, previous, state, event: 'alert' };
  return { from, previous, state, event: wasInTrouble && seen === 'healthy' ? 'recovered' : null };
}
