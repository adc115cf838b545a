import type { Overall } from '../../src-shared/dns-health.ts';
import type { StatusPeriod } from '../../src-shared/views/domains.ts';
import { OVERALL_RANK } from './fleet.ts';

export interface StatusDay {
  /** The local day's beginning; days are not all 24 hours long. */
  from: Date;
  /** The worst of that day; null: nobody looked. */
  overall: Overall | null;
}

/** The last `days` local days with today at the end, each with the worst status that was seen. */
export function statusDays(history: readonly StatusPeriod[], now: number, days = 30): StatusDay[] {
  const today = new Date(now);
  const dayStart = (back: number) =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() - back).getTime();
  return Array.from({ length: days }, (_, index) => {
    const back = days - 1 - index;
    return { from: new Date(dayStart(back)), overall: worst(history, dayStart(back), dayStart(back - 1)) };
  });
}

/** @param from inclusive, @param to exclusive. */
function worst(history: readonly StatusPeriod[], from: number, to: number): Overall | null {
  let found: Overall | null = null;
  for (const period of history) {
    if (Date.parse(period.until) < from || Date.parse(period.from) >= to) continue;
    if (found === null || OVERALL_RANK[period.overall] < OVERALL_RANK[found]) found = period.overall;
  }
  return found;
}

const WORDS: Record<Overall, string> = {
  unhealthy: 'unhealthy',
  degraded: 'degraded',
  unknown: 'not to be checked',
  healthy: 'healthy',
};

/** "Unhealthy on 2 of 30 days, degraded on 1, nobody looked on 4." What was well all the time needs fewer words. */
export function daysSentence(days: readonly StatusDay[]): string {
  const on = (overall: Overall | null) => days.filter((day) => day.overall === overall).length;
  const seen = days.length - on(null);
  if (seen === 0) return `Not checked in the last ${days.length} days.`;
  if (on('healthy') === days.length) return `Healthy on each of the last ${days.length} days.`;
  const parts = (['unhealthy', 'degraded', 'unknown'] as const)
    .filter((overall) => on(overall) > 0)
    .map(
      (overall, index) =>
        `${WORDS[overall]} on ${on(overall)}${index === 0 ? ` of ${days.length} days` : ''}`,
    );
  if (parts.length === 0) parts.push(`healthy on ${on('healthy')} of ${days.length} days`);
  if (on(null) > 0) parts.push(`not checked on ${on(null)}`);
  const text = parts.join(', ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
