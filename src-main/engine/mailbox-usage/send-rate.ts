/** The counter of today's sends at one moment (ms since the epoch). */
export interface SendCount {
  at: number;
  sent: number;
  /** The same moment by MXroute's clock, where it told. */
  servedAt?: number | null | undefined;
}

const HOUR_MS = 3_600_000;
/** A short burst between two readings says nothing about an hour. */
export const CLOSEST_READINGS_MS = 600_000;
/** Readings as far apart as this are never of the same day. */
export const FARTHEST_READINGS_MS = 24 * HOUR_MS;

/**
 * Messages per hour, from the growth of the daily counter between `now` and the latest earlier reading that is at
 * least 10 min older and of the same day. Undefined = no reading: too close, another day (the counter fell on the
 * way, or a day has passed), or this computer's clock was set back in between.
 * @param earlier readings before `now`, oldest first.
 */
export function sendRate(earlier: readonly SendCount[], now: SendCount): number | undefined {
  if (earlier.some(({ at }) => at > now.at)) return undefined;
  const baseIndex = earlier.findLastIndex(({ at }) => now.at - at >= CLOSEST_READINGS_MS);
  const base = earlier[baseIndex];
  if (!base) return undefined;
  const between = elapsed(base, now);
  if (between < CLOSEST_READINGS_MS || between >= FARTHEST_READINGS_MS) return undefined;
  let highest = base.sent;
  for (const { sent } of [...earlier.slice(baseIndex + 1), now]) {
    if (sent < highest) return undefined;
    highest = sent;
  }
  // In this order, since `between / HOUR_MS` is rounded: 155 messages in 31 minutes would be less than 300 per hour.
  return ((now.sent - base.sent) * HOUR_MS) / between;
}

/** By MXroute's clock where both readings know it: this computer's may have been set in between. */
const elapsed = (from: SendCount, to: SendCount): number =>
  from.servedAt == null || to.servedAt == null ? to.at - from.at : to.servedAt - from.servedAt;
