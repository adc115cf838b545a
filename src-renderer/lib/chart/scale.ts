/** Values to pixels, and the ticks that a person can read. */

export type Scale = (value: number) => number;

export function linear(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const [from, to] = domain;
  const [start, end] = range;
  const span = to - from;
  return (value) => (span === 0 ? start : start + ((value - from) / span) * (end - start));
}

const STEPS = [1, 2, 2.5, 5, 10];

/** Round values from 0 up to `max`, about `most` of them; never fractions, which messages and megabytes do not have. */
export function niceTicks(max: number, most = 4): number[] {
  const rough = Math.max(max, 1) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, Math.ceil((STEPS.find((one) => one * power >= rough) ?? 10) * power));
  return Array.from({ length: Math.floor(Math.max(max, 1) / step) + 1 }, (_, index) => index * step);
}

/** Days between two labels: such that none stands in another's way. */
const DAY_STEPS = [1, 2, 7, 14, 30, 61, 91];
const DAY_MS = 86_400_000;

/** Local midnights from one instant to before another, the newest always among them, as many as fit. */
export function dayTicks(from: number, to: number, most: number): number[] {
  const days = Math.max(1, (to - from) / DAY_MS);
  const step = DAY_STEPS.find((one) => days / one <= most) ?? Math.ceil(days / most);
  const at = new Date(to - 1);
  at.setHours(0, 0, 0, 0);
  const ticks: number[] = [];
  for (; at.getTime() >= from; at.setDate(at.getDate() - step)) ticks.unshift(at.getTime());
  return ticks;
}

/** "8 Mar"; the month with its year where the chart spans about a year. */
export function dayLabel(time: number, spanMs: number, locale?: string): string {
  const long = spanMs > 300 * DAY_MS;
  return new Date(time).toLocaleDateString(locale, {
    month: 'short',
    ...(long ? { year: 'numeric' } : { day: 'numeric' }),
  });
}
