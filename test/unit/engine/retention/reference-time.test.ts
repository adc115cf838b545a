import { describe, expect, it } from 'vitest';
import { ageOf, referenceTime } from '../../../../src-main/engine/retention/reference-time.ts';

const DAY = 86_400_000;
const T = Date.UTC(2026, 0, 5);
const YEARS = 3_650 * DAY;

describe('the time by which the clean-up counts ages', () => {
  it.each([
    ['nothing is known, nothing stored', undefined, T, undefined, T, T],
    ['nothing is known, the youngest entry is of yesterday', undefined, T, T - DAY, T, T],
    ['nothing is known, the clock is ten years ahead', undefined, T + YEARS, T, T + 2 * DAY, T + 2 * DAY],
    ['nothing is known, the clock is behind', undefined, T - YEARS, T, T - YEARS, T - YEARS],
    ['a day has passed', T, T + DAY, T, T + DAY, T + DAY],
    ['two days have passed', T, T + 2 * DAY, T, T + 2 * DAY, T + 2 * DAY],
    ['the computer was off for a year', T, T + 365 * DAY, T, T + 2 * DAY, T + 2 * DAY],
    ['the clock is ten years ahead', T, T + YEARS, T + YEARS, T + 2 * DAY, T + 2 * DAY],
    ['the clock was set back by a day', T, T - DAY, T, T - DAY, T],
    ['the clock is ten years behind', T, T - YEARS, T, T - YEARS, T],
  ])('%s', (_case, known, now, youngest, reference, remembered) => {
    expect(referenceTime(known, now, youngest)).toEqual({ reference, remembered });
  });

  it('moves on by two days a run however long a wrong clock stands', () => {
    let known: number | undefined = T;
    for (let run = 1; run <= 5; run++) {
      const times = referenceTime(known, T + YEARS + run * DAY, T + YEARS);
      expect(times.reference).toBe(T + 2 * run * DAY);
      known = times.remembered;
    }
    // Right again: nothing is counted by what was ahead.
    expect(referenceTime(known, T + 6 * DAY, T).reference).toBe(T + 6 * DAY);
  });
});

describe('the age of an entry', () => {
  const oldest = T - 400 * DAY;
  it.each([
    ['a moment too old', oldest - 1, 'old'],
    ['just young enough', oldest, 'young'],
    ['of now', T, 'young'],
    ['from a clock that was a day ahead', T + DAY, 'young'],
    ['from a clock that was years ahead', T + YEARS, 'implausible'],
    ['from a clock that had lost its battery', 0, 'old'],
  ])('%s', (_case, at, age) => {
    expect(ageOf(at, oldest, T)).toBe(age);
  });
});
