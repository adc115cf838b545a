import { describe, expect, it } from 'vitest';
import {
  durationWords,
  exactTime,
  relativeTime,
  sinceWords,
  untilWords,
} from '../../../../src-renderer/lib/time.ts';

const NOW = Date.parse('2026-03-08T12:00:00Z');
const at = (ms: number): string => new Date(NOW + ms).toISOString();
const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];

describe('sinceWords', () => {
  it.each([
    [0, 'for less than a minute'],
    [5 * MINUTE, 'for 5 min'],
    [26 * HOUR, 'for 1 day'],
    [12 * DAY, 'for 12 days'],
    [100 * DAY, 'since 28 Nov 2025'],
  ])('%d ms long reads "%s"', (ms, words) => {
    expect(sinceWords(at(-ms), NOW, 'en-GB')).toBe(words);
  });
});

describe('relativeTime', () => {
  it.each([
    [-5 * SECOND, 'just now'],
    [0, 'just now'],
    [20 * SECOND, 'in a moment'],
    [-50 * SECOND, '1 min ago'],
    [-5 * MINUTE, '5 min ago'],
    [-59 * MINUTE, '59 min ago'],
    [-3 * HOUR, '3 h ago'],
    [-26 * HOUR, '1 day ago'],
    [-12 * DAY, '12 days ago'],
    [2 * MINUTE, 'in 2 min'],
    [23 * HOUR, 'in 23 h'],
    [3 * DAY, 'in 3 days'],
  ])('%d ms from now reads "%s"', (ms, words) => {
    expect(relativeTime(at(ms), NOW)).toBe(words);
  });

  it('gives the date in the person’s locale beyond two months', () => {
    expect(relativeTime(at(-100 * DAY), NOW, 'en-GB')).toBe('28 Nov 2025');
  });

  it('does not invent a time out of nonsense', () => {
    expect(relativeTime('yesterday-ish', NOW)).toBe('unknown');
  });
});

describe('exactTime', () => {
  it('names day and seconds in the given locale', () => {
    expect(exactTime('2026-03-08T12:00:07Z', 'de-DE')).toMatch(/8\. März 2026.*:07/);
  });
});

describe('durationWords', () => {
  it.each([
    [8.4, '8 ms'],
    [999, '999 ms'],
    [1234, '1.2 s'],
    [120_000, '2 min'],
  ])('%d ms reads "%s"', (ms, words) => expect(durationWords(ms)).toBe(words));
});

describe('untilWords', () => {
  // In the zone of the machine, whichever that is.
  const noon = new Date(2026, 2, 9, 12, 0).getTime();
  const on = (day: number, hours: number, minutes: number) =>
    new Date(2026, 2, day, hours, minutes).toISOString();
  it.each([
    [on(9, 14, 30), '14:30'],
    [on(10, 7, 0), 'Tue 07:00'],
    [on(16, 14, 30), '16 Mar, 14:30'],
  ])('%s is "%s"', (iso, words) => expect(untilWords(iso, noon, 'en-GB')).toBe(words));
});
