const DAY_MS = 86_400_000;
/** How far the clean-up's own time moves on from one run to the next, which are a day apart. */
export const LONGEST_STEP_MS = 2 * DAY_MS;

/**
 * The time by which ages are counted. Clocks are set wrong and right again; what was deleted meanwhile is gone. So it
 * follows the clock, but never by more than two days from one daily run to the next: a clock that is years ahead costs
 * two days' worth of the oldest entries per day, and a computer that was off for months keeps them a little longer.
 *
 * | known before | clock                   | time that counts          | remembered  |
 * | ------------ | ----------------------- | ------------------------- | ----------- |
 * | nothing      | up to 2 days after the youngest entries | the clock | that        |
 * | nothing      | later                   | youngest entries + 2 days | that        |
 * | T            | before T                | the clock                 | T           |
 * | T            | up to T + 2 days        | the clock                 | that        |
 * | T            | later                   | T + 2 days                | that        |
 *
 * @param known what the last run remembered. @param youngest when the youngest entries were made, as far as it can be
 * believed; undefined: there are none. All in milliseconds since the epoch.
 */
export function referenceTime(
  known: number | undefined,
  now: number,
  youngest: number | undefined,
): { reference: number; remembered: number } {
  const from = known ?? youngest ?? now;
  const reference = Math.min(now, from + LONGEST_STEP_MS);
  return { reference, remembered: known === undefined ? reference : Math.max(known, reference) };
}

/**
 * What the age of an entry says. Entries are gone through in the order in which they were made, and the first that is
 * `young` ends it: what was made after it is no older, whatever the clock said then. A time that has not come yet says
 * nothing.
 */
export function ageOf(at: number, oldest: number, reference: number): 'old' | 'young' | 'implausible' {
  if (at > reference + DAY_MS) return 'implausible';
  return at < oldest ? 'old' : 'young';
}
