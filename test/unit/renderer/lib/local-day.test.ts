import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayEnd, dayOf, dayStart, daysBetween, dayWords } from '../../../../src-renderer/lib/local-day.ts';

const zone = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Europe/Berlin';
});
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe('a day in Berlin', () => {
  it.each([
    ['2026-01-15', '2026-01-14T23:00:00.000Z', '2026-01-15T23:00:00.000Z'],
    // The clock goes forward: 23 hours.
    ['2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    // And back: 25 hours.
    ['2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['2026-12-31', '2026-12-30T23:00:00.000Z', '2026-12-31T23:00:00.000Z'],
  ])('%s begins at %s and ends at %s', (day, start, end) => {
    expect(dayStart(day)).toBe(start);
    expect(dayEnd(day)).toBe(end);
  });

  it.each(['', '2026-02-30', '2026-13-01', '29.3.2026', '2026-3-9'])('“%s” is none', (text) => {
    expect(dayStart(text)).toBeUndefined();
    expect(dayEnd(text)).toBeUndefined();
  });

  it('is the day of an instant there, not in Greenwich', () => {
    expect(dayOf('2026-01-14T23:30:00Z')).toBe('2026-01-15');
    expect(dayOf(Date.parse('2026-07-01T21:59:00Z'))).toBe('2026-07-01');
  });

  it('is said as people say it', () => {
    expect(dayWords('2026-03-08', 'en-GB')).toBe('8 Mar 2026');
    expect(dayWords('soon', 'en-GB')).toBe('soon');
  });

  it('counts once also where the clock changes', () => {
    const days = daysBetween(Date.parse('2026-03-28T12:00:00Z'), Date.parse('2026-03-31T01:00:00Z'));
    expect(days).toEqual(['2026-03-28', '2026-03-29', '2026-03-30', '2026-03-31']);
  });
});
