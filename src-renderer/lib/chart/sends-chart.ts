import type { UsageSample } from '../../../src-shared/views/mailboxes.ts';
import { dayStart, daysBetween } from '../local-day.ts';
import { type Reading, sendsPerDay } from './series.ts';

const DAY_MS = 86_400_000;
/** Far above what was sent, the limit would press the bars flat. */
const LIMIT_IN_SIGHT = 0.4;

export interface SendsBar extends Reading {
  /** The local day. */
  from: number;
  to: number;
}

export interface SendsChart {
  bars: SendsBar[];
  from: number;
  to: number;
  /** Of the value axis, in messages. */
  max: number;
  /** Of the last day that has one. */
  limit: number | undefined;
  showsLimit: boolean;
}

/** One bar per local day; days without a reading have none. */
export function sendsChart(samples: readonly UsageSample[], days: number, now: number): SendsChart {
  const all = daysBetween(now - (days - 1) * DAY_MS, now);
  const begin = Date.parse(dayStart(all[0] ?? '') ?? '') || now - days * DAY_MS;
  const bars = sendsPerDay(samples, begin).map((reading): SendsBar => {
    const day = new Date(reading.at);
    day.setHours(0, 0, 0, 0);
    const from = day.getTime();
    day.setDate(day.getDate() + 1);
    return { ...reading, from, to: day.getTime() };
  });
  const end = new Date(now);
  end.setHours(24, 0, 0, 0);
  const highest = Math.max(...bars.map(({ value }) => value), 1);
  const limit = bars.findLast((bar) => bar.limit !== undefined)?.limit;
  const showsLimit = limit !== undefined && highest >= limit * LIMIT_IN_SIGHT;
  return {
    bars,
    from: begin,
    to: end.getTime(),
    max: (showsLimit ? Math.max(highest, limit) : highest) * 1.08,
    limit,
    showsLimit,
  };
}
