export interface UsageSample {
  /** Milliseconds since the epoch. */
  at: number;
  usageMb: number;
}

export interface Forecast {
  mbPerDay: number;
  /** From now; 0 where the quota is reached already, or must be by now. */
  daysUntilFull: number;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const PERIOD_DAYS = 30;
const FEWEST_SAMPLES = 5;
const FEWEST_DAYS = 3;
/** The slope compares every pair of samples: this bounds it to some 20,000 pairs. */
const MOST_SAMPLES = 200;

/**
 * "Full in about N days": the Theil–Sen slope (median of all pairs' slopes, so that a clean-up or an odd reading
 * does not bend it) of the last 30 days. Undefined with fewer than 5 samples on 3 days (UTC), without a rising
 * trend, or without a quota.
 * @param samples any order.
 */
export function forecast(
  samples: readonly UsageSample[],
  quotaMb: number | undefined,
  now: number,
): Forecast | undefined {
  if (quotaMb === undefined || quotaMb <= 0) return undefined;
  const recent = samples
    .filter(({ at }) => at <= now && at > now - PERIOD_DAYS * DAY_MS)
    .sort((a, b) => a.at - b.at);
  const latest = recent.at(-1);
  const days = new Set(recent.map(({ at }) => Math.floor(at / DAY_MS)));
  if (!latest || recent.length < FEWEST_SAMPLES || days.size < FEWEST_DAYS) return undefined;
  const mbPerDay = theilSen(thinned(recent)) * DAY_MS;
  if (!(mbPerDay > 0)) return undefined;
  const daysSinceLatest = (now - latest.at) / DAY_MS;
  return { mbPerDay, daysUntilFull: Math.max(0, (quotaMb - latest.usageMb) / mbPerDay - daysSinceLatest) };
}

/** At most one sample per hour and not too many in all, the first and the latest kept. */
function thinned(samples: readonly UsageSample[]): UsageSample[] {
  if (samples.length <= MOST_SAMPLES) return [...samples];
  const hourly = [...new Map(samples.map((sample) => [Math.floor(sample.at / HOUR_MS), sample])).values()];
  const step = Math.max(1, (hourly.length - 1) / (MOST_SAMPLES - 1));
  const count = Math.min(MOST_SAMPLES, hourly.length);
  return Array.from({ length: count }, (_, index) => hourly[Math.round(index * step)]).filter(
    (sample) => sample !== undefined,
  );
}

function theilSen(samples: readonly UsageSample[]): number {
  const slopes: number[] = [];
  for (const [index, from] of samples.entries())
    for (const to of samples.slice(index + 1))
      if (to.at > from.at) slopes.push((to.usageMb - from.usageMb) / (to.at - from.at));
  return median(slopes);
}

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  const middle = Math.floor(values.length / 2);
  const upper = values[middle] ?? 0;
  return values.length % 2 === 1 ? upper : ((values[middle - 1] ?? upper) + upper) / 2;
}
