import { describe, expect, it } from 'vitest';
import { quietUntil } from '../../../../src-main/engine/notifications/quiet-hours.ts';

const NIGHT = { enabled: true, from: '22:00', to: '07:00' };
const end = (hours: { enabled?: boolean; from: string; to: string }, now: string, zone = 'UTC') => {
  const until = quietUntil({ enabled: true, ...hours }, Date.parse(now), zone);
  return until === null ? null : new Date(until).toISOString();
};

describe('quiet hours', () => {
  it.each([
    // [from, to, now, end]
    ['22:00', '07:00', '2026-05-03T21:59:59.999Z', null],
    ['22:00', '07:00', '2026-05-03T22:00:00.000Z', '2026-05-04T07:00:00.000Z'],
    ['22:00', '07:00', '2026-05-03T23:59:59.999Z', '2026-05-04T07:00:00.000Z'],
    ['22:00', '07:00', '2026-05-04T00:00:00.000Z', '2026-05-04T07:00:00.000Z'],
    ['22:00', '07:00', '2026-05-04T06:59:59.999Z', '2026-05-04T07:00:00.000Z'],
    ['22:00', '07:00', '2026-05-04T07:00:00.000Z', null],
    ['12:00', '13:30', '2026-05-03T11:59:00Z', null],
    ['12:00', '13:30', '2026-05-03T12:00:00Z', '2026-05-03T13:30:00.000Z'],
    ['12:00', '13:30', '2026-05-03T13:30:00Z', null],
    ['00:00', '23:59', '2026-05-03T00:00:00Z', '2026-05-03T23:59:00.000Z'],
    ['07:00', '06:59', '2026-05-03T06:59:30Z', null],
    ['07:00', '06:59', '2026-05-03T07:00:00Z', '2026-05-04T06:59:00.000Z'],
    // The year's and the month's end.
    ['22:00', '07:00', '2026-12-31T23:30:00Z', '2027-01-01T07:00:00.000Z'],
    ['22:00', '07:00', '2028-02-28T23:30:00Z', '2028-02-29T07:00:00.000Z'],
  ])('%s to %s at %s end %s', (from, to, now, expected) => {
    expect(end({ from, to }, now)).toBe(expected);
  });

  it('are never where both times are the same, or they are switched off', () => {
    expect(end({ from: '22:00', to: '22:00' }, '2026-05-03T22:00:00Z')).toBeNull();
    expect(end({ ...NIGHT, enabled: false }, '2026-05-03T23:00:00Z')).toBeNull();
  });

  it.each(['', '25:00', '7', '07:60', 'night'])('are never where a time is %j', (from) => {
    expect(end({ from, to: '07:00' }, '2026-05-03T05:00:00Z')).toBeNull();
    expect(end({ from: '04:00', to: from }, '2026-05-03T05:00:00Z')).toBeNull();
  });
});

describe('quiet hours by the wall clock', () => {
  it.each([
    // 3 May: CEST, two hours ahead of UTC.
    ['Europe/Berlin', '2026-05-03T19:59:00Z', null],
    ['Europe/Berlin', '2026-05-03T20:00:00Z', '2026-05-04T05:00:00.000Z'],
    ['America/New_York', '2026-05-04T01:59:00Z', null],
    ['America/New_York', '2026-05-04T02:00:00Z', '2026-05-04T11:00:00.000Z'],
    ['Asia/Kathmandu', '2026-05-03T16:15:00Z', '2026-05-04T01:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-05-03T08:00:00Z', '2026-05-03T17:00:00.000Z'],
    ['Pacific/Niue', '2026-05-04T09:00:00Z', '2026-05-04T18:00:00.000Z'],
  ])('of %s at %s end %s', (zone, now, expected) => {
    expect(end(NIGHT, now, zone)).toBe(expected);
  });

  it('of this computer, without a zone', () => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    for (let hour = 0; hour < 24 * 366; hour += 5) {
      const now = Date.UTC(2026, 0, 1, hour, 17);
      expect(quietUntil(NIGHT, now)).toBe(quietUntil(NIGHT, now, zone));
    }
  });
});

describe('when the clocks change (Berlin, 29 March and 25 October 2026, at 01:00 UTC)', () => {
  const BERLIN = 'Europe/Berlin';

  it('a night over the change is an hour shorter in spring, an hour longer in autumn', () => {
    expect(end(NIGHT, '2026-03-28T21:00:00Z', BERLIN)).toBe('2026-03-29T05:00:00.000Z');
    expect(end(NIGHT, '2026-03-29T04:59:00Z', BERLIN)).toBe('2026-03-29T05:00:00.000Z');
    expect(end(NIGHT, '2026-10-24T20:00:00Z', BERLIN)).toBe('2026-10-25T06:00:00.000Z');
    expect(end(NIGHT, '2026-10-25T05:59:00Z', BERLIN)).toBe('2026-10-25T06:00:00.000Z');
    expect(end(NIGHT, '2026-10-25T06:00:00Z', BERLIN)).toBeNull();
  });

  it('an end that the change skips is the change', () => {
    const hours = { from: '22:00', to: '02:30' };
    expect(end(hours, '2026-03-29T00:59:00Z', BERLIN)).toBe('2026-03-29T01:00:00.000Z');
    expect(end(hours, '2026-03-29T01:00:00Z', BERLIN)).toBeNull();
  });

  it('so is a beginning that it skips', () => {
    const hours = { from: '02:30', to: '06:00' };
    expect(end(hours, '2026-03-29T00:59:59Z', BERLIN)).toBeNull();
    expect(end(hours, '2026-03-29T01:00:00Z', BERLIN)).toBe('2026-03-29T04:00:00.000Z');
  });

  it('a time that comes twice counts when it comes first', () => {
    const until = { from: '22:00', to: '02:30' };
    expect(end(until, '2026-10-25T00:29:00Z', BERLIN)).toBe('2026-10-25T00:30:00.000Z');
    expect(end(until, '2026-10-25T00:30:00Z', BERLIN)).toBeNull();
    expect(end(until, '2026-10-25T01:15:00Z', BERLIN)).toBeNull();
    const from = { from: '02:30', to: '06:00' };
    expect(end(from, '2026-10-25T00:30:00Z', BERLIN)).toBe('2026-10-25T05:00:00.000Z');
    expect(end(from, '2026-10-25T01:15:00Z', BERLIN)).toBe('2026-10-25T05:00:00.000Z');
  });

  it.each([BERLIN, 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'UTC'])(
    'the end is never in the past, never more than 25 hours away, and quiet in every minute before it (%s)',
    (zone) => {
      for (const hours of [
        NIGHT,
        { enabled: true, from: '01:30', to: '02:15' },
        { enabled: true, from: '00:00', to: '23:00' },
      ])
        for (let minute = 0; minute < 366 * 24 * 60; minute += 397) {
          const now = Date.UTC(2026, 0, 1, 0, minute);
          const until = quietUntil(hours, now, zone);
          if (until === null) continue;
          expect(until).toBeGreaterThan(now);
          expect(until - now).toBeLessThanOrEqual(25 * 3_600_000);
          expect(quietUntil(hours, until - 1, zone)).toBe(until);
          expect(quietUntil(hours, until, zone)).toBeNull();
        }
    },
  );
});
