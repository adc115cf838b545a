import type { UsageSample } from '../../../src-shared/views/mailboxes.ts';
import { dayOf } from '../local-day.ts';

/** What the samples of a mailbox say over time, ready to be drawn. */

export interface Reading {
  /** Milliseconds since the epoch. */
  at: number;
  value: number;
  /** Absent: unlimited or not told. */
  limit?: number;
}

const HOUR = 3_600_000;
/** Two readings a day and a half apart are neighbours even if nothing else is known. */
const SHORTEST_GAP = 36 * HOUR;
const SPACINGS = 2.5;

/** Readings of storage between two instants, oldest first; samples without one are left out and leave a gap. */
export function storageReadings(samples: readonly UsageSample[], from: number): Reading[] {
  return samples.flatMap(({ at, usageMb, quotaMb }): Reading[] => {
    const time = Date.parse(at);
    if (usageMb === undefined || !(time >= from)) return [];
    return [{ at: time, value: usageMb, ...(quotaMb !== undefined && quotaMb > 0 && { limit: quotaMb }) }];
  });
}

/** The most that was counted on each local day: the count begins anew every day. */
export function sendsPerDay(samples: readonly UsageSample[], from: number): Reading[] {
  const days = new Map<string, Reading>();
  for (const { at, sent, sendLimit } of samples) {
    const time = Date.parse(at);
    if (sent === undefined || !(time >= from)) continue;
    const day = dayOf(time);
    const known = days.get(day);
    if (known !== undefined && known.value >= sent) continue;
    days.set(day, {
      at: time,
      value: sent,
      ...(sendLimit !== undefined && sendLimit > 0 && { limit: sendLimit }),
    });
  }
  return [...days.values()];
}

/** Stretches without a gap: nobody knows what was between two readings that are far apart for this series. */
export function unbroken(readings: readonly Reading[]): Reading[][] {
  const distances = readings.slice(1).map(({ at }, index) => at - (readings[index]?.at ?? at));
  const typical = [...distances].sort((a, b) => a - b)[Math.floor(distances.length / 2)] ?? 0;
  const longest = Math.max(SHORTEST_GAP, typical * SPACINGS);
  const parts: Reading[][] = [];
  readings.forEach((reading, index) => {
    const part = parts.at(-1);
    if (part === undefined || (distances[index - 1] ?? 0) > longest) parts.push([reading]);
    else part.push(reading);
  });
  return parts;
}

/** The reading nearest to an instant; -1 without any. */
export function nearest(readings: readonly Reading[], time: number): number {
  let best = -1;
  readings.forEach(({ at }, index) => {
    const known = readings[best];
    if (known === undefined || Math.abs(at - time) < Math.abs(known.at - time)) best = index;
  });
  return best;
}
