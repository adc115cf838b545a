import { describe, expect, it } from 'vitest';
import { forecast, type UsageSample } from '../../../../src-main/engine/mailbox-usage/forecast.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 30, 12);
/** One sample per entry, `[days ago, MB]`. */
const samples = (...points: [number, number][]): UsageSample[] =>
  points.map(([daysAgo, usageMb]) => ({ at: NOW - daysAgo * DAY, usageMb }));

describe('full in about N days', () => {
  const steady = samples([4, 100], [3, 110], [2, 120], [1, 130], [0, 140]);

  it('follows a steady growth', () => {
    const result = forecast(steady, 200, NOW);
    expect(result?.mbPerDay).toBeCloseTo(10);
    expect(result?.daysUntilFull).toBeCloseTo(6);
  });

  it.each([
    ['four samples', steady.slice(1), 200],
    ['five samples on two days', samples([1, 1], [0.9, 2], [0.2, 3], [0.1, 4], [0, 5]), 200],
    ['no growth', samples([4, 100], [3, 100], [2, 100], [1, 100], [0, 100]), 200],
    ['shrinking', samples([4, 140], [3, 130], [2, 120], [1, 110], [0, 100]), 200],
    ['no quota', steady, 0],
    ['a quota that was not told', steady, undefined],
    ['only samples older than 30 days', samples([34, 1], [33, 2], [32, 3], [31, 4], [30.5, 5]), 200],
    ['only samples from the future', samples([-1, 1], [-2, 2], [-3, 3], [-4, 4], [-5, 5]), 200],
  ] as [string, UsageSample[], number | undefined][])('says nothing with %s', (_name, list, quota) => {
    expect(forecast(list, quota, NOW)).toBeUndefined();
  });

  it('is not bent by one odd reading or one clean-up', () => {
    const odd = samples([6, 100], [5, 110], [4, 9000], [3, 130], [2, 140], [1, 150], [0, 160]);
    expect(forecast(odd, 260, NOW)?.daysUntilFull).toBeCloseTo(10, 0);
  });

  it('counts from now, not from the last reading', () => {
    const stale = samples([24, 100], [23, 110], [22, 120], [21, 130], [20, 140]);
    expect(forecast(stale, 500, NOW)?.daysUntilFull).toBeCloseTo(16);
    // Nobody has looked since, and it must be full by now.
    expect(forecast(stale, 200, NOW)?.daysUntilFull).toBe(0);
  });

  it('is full today where the quota is reached', () => {
    expect(forecast(steady, 130, NOW)?.daysUntilFull).toBe(0);
  });

  it('takes a month of readings every 15 seconds without delay', () => {
    const many = Array.from({ length: 172_800 }, (_, index) => ({
      at: NOW - 30 * DAY + 1 + index * 15_000,
      usageMb: index / 5760,
    }));
    const started = performance.now();
    expect(forecast(many, 60, NOW)?.mbPerDay).toBeCloseTo(1, 1);
    expect(performance.now() - started).toBeLessThan(1_500);
  });
});
