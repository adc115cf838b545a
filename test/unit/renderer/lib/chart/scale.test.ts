import { describe, expect, it } from 'vitest';
import { dayLabel, dayTicks, linear, niceTicks } from '../../../../../src-renderer/lib/chart/scale.ts';

const DAY = 86_400_000;

describe('a scale', () => {
  it('turns values into pixels, upside down where the range is', () => {
    const y = linear([0, 1000], [130, 10]);
    expect([y(0), y(500), y(1000)]).toEqual([130, 70, 10]);
  });
  it('has a place for everything where all values are one', () => {
    expect(linear([5, 5], [50, 100])(5)).toBe(50);
  });
});

describe('ticks of values', () => {
  it.each([
    [1085, [0, 500, 1000]],
    [2048, [0, 1000, 2000]],
    [54, [0, 20, 40]],
    [10_368, [0, 5000, 10_000]],
    [3, [0, 1, 2, 3]],
    [1, [0, 1]],
    [0, [0, 1]],
    [108_544, [0, 50_000, 100_000]],
  ])('up to %s are %o', (max, ticks) => expect(niceTicks(max)).toEqual(ticks));
});

describe('ticks of days', () => {
  const to = new Date(2026, 2, 31, 15, 30).getTime();
  it.each([7, 30, 90, 400])('of %s days are local midnights, no more than fit, today among them', (days) => {
    const ticks = dayTicks(to - days * DAY, to, 6);
    expect(ticks.length).toBeLessThanOrEqual(6);
    expect(ticks.length).toBeGreaterThan(2);
    for (const tick of ticks) expect(new Date(tick).getHours()).toBe(0);
    expect(ticks.at(-1)).toBe(new Date(2026, 2, 31).getTime());
  });
  it('do not name the day that begins where the chart ends', () => {
    const end = new Date(2026, 3, 1).getTime();
    expect(dayTicks(end - 7 * DAY, end, 10).at(-1)).toBe(new Date(2026, 2, 31).getTime());
  });
  it('have the year where the chart spans more than one', () => {
    expect(dayLabel(to, 30 * DAY, 'en-GB')).toBe('31 Mar');
    expect(dayLabel(to, 400 * DAY, 'en-GB')).toBe('Mar 2026');
  });
});
