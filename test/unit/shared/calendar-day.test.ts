import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { dayNamed, daysUntil } from '../../../src-shared/calendar-day.ts';

const ZONES = ['America/Los_Angeles', 'UTC', 'Europe/Berlin', 'Pacific/Auckland'];
const inZone = (zone: string): void => {
  vi.stubEnv('TZ', zone);
  onTestFinished(() => void vi.unstubAllEnvs());
};

describe('a day without a time', () => {
  it.each(ZONES)('is that day in %s', (zone) => {
    inZone(zone);
    for (const text of ['2026-01-12', ' 2026-01-12 ', 'January 12, 2026', '12 Jan 2026'])
      expect(dayNamed(text), text).toBe(new Date(2026, 0, 12).getTime());
  });

  it.each(ZONES)('is not over before it ends in %s', (zone) => {
    inZone(zone);
    const day = dayNamed('2026-01-12') ?? 0;
    const at = (...time: [number, number, number, number]) =>
      daysUntil(day, new Date(2026, ...time).getTime());
    expect([at(0, 7, 23, 59), at(0, 11, 20, 0), at(0, 12, 0, 0), at(0, 12, 23, 59), at(0, 13, 0, 0)]).toEqual(
      [5, 1, 0, 0, -1],
    );
  });

  it('counts days, not hours, where a clock change lies between', () => {
    inZone('Europe/Berlin');
    for (const change of ['2026-03-29', '2026-10-25']) {
      const day = dayNamed(change) ?? 0;
      expect(daysUntil(day, day - 30 * 60_000)).toBe(1);
      expect(daysUntil(day, day + 22.5 * 3_600_000)).toBe(0);
      expect(daysUntil(day, day + 25.5 * 3_600_000)).toBe(-1);
    }
  });

  it.each(['2026-01-12T12:00:00Z', '2026-01-12 12:00', 'soon', '', '2026-13-40'])('%j is none', (text) => {
    expect(dayNamed(text)).toBeUndefined();
  });
});
