import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { daysSentence, statusDays } from '../../../../src-renderer/lib/status-days.ts';
import type { Overall } from '../../../../src-shared/dns-health.ts';

const before = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Europe/Berlin';
});
afterAll(() => {
  process.env.TZ = before;
});

const period = (from: string, until: string, overall: Overall) => ({ from, until, overall });
const NOW = () => Date.parse('2026-06-10T15:00:00Z');
const overalls = (history: ReturnType<typeof period>[], days: number) =>
  statusDays(history, NOW(), days).map(({ overall }) => overall);

describe('the status strip', () => {
  it('has one cell per local day, today last', () => {
    const days = statusDays([], NOW(), 30);
    expect(days).toHaveLength(30);
    expect(days.at(-1)?.from.toISOString()).toBe('2026-06-09T22:00:00.000Z');
    expect(days.at(0)?.from.toISOString()).toBe('2026-05-11T22:00:00.000Z');
  });

  it('shows the worst of a day', () => {
    const history = [
      period('2026-06-08T06:00:00Z', '2026-06-09T08:00:00Z', 'healthy'),
      period('2026-06-09T09:00:00Z', '2026-06-09T09:00:00Z', 'unhealthy'),
      period('2026-06-09T10:00:00Z', '2026-06-10T10:00:00Z', 'degraded'),
    ];
    expect(overalls(history, 3)).toEqual(['healthy', 'unhealthy', 'degraded']);
  });

  it('shows a gap where nobody looked', () => {
    const history = [
      period('2026-06-06T06:00:00Z', '2026-06-07T08:00:00Z', 'healthy'),
      period('2026-06-09T10:00:00Z', '2026-06-09T10:00:00Z', 'healthy'),
    ];
    expect(overalls(history, 5)).toEqual(['healthy', 'healthy', null, 'healthy', null]);
  });

  it('goes by the person’s midnight, not by that of UTC', () => {
    // 23:30 on the 8th in Berlin is 21:30 UTC; half an hour and one minute later the 9th has begun there.
    expect(overalls([period('2026-06-08T21:30:00Z', '2026-06-08T21:59:00Z', 'degraded')], 3)).toEqual([
      'degraded',
      null,
      null,
    ]);
    expect(overalls([period('2026-06-08T22:01:00Z', '2026-06-08T22:01:00Z', 'degraded')], 3)).toEqual([
      null,
      'degraded',
      null,
    ]);
  });

  it('knows the days on which the clocks change', () => {
    // 29 March 2026 has 23 hours in Berlin.
    const days = statusDays(
      [period('2026-03-29T21:30:00Z', '2026-03-29T21:30:00Z', 'unhealthy')],
      Date.parse('2026-03-30T12:00:00Z'),
      3,
    );
    expect(days.map(({ overall }) => overall)).toEqual([null, 'unhealthy', null]);
    expect(new Set(days.map(({ from }) => from.getDate())).size).toBe(3);
  });

  it('counts that something could not be checked as worse than well, not as a gap', () => {
    const history = [
      period('2026-06-10T01:00:00Z', '2026-06-10T02:00:00Z', 'healthy'),
      period('2026-06-10T03:00:00Z', '2026-06-10T04:00:00Z', 'unknown'),
    ];
    expect(overalls(history, 1)).toEqual(['unknown']);
  });
});

describe('the strip in words', () => {
  const day = (overall: Overall | null) => ({ from: new Date(0), overall });

  it.each([
    [[null, null], 'Not checked in the last 2 days.'],
    [['healthy', 'healthy'], 'Healthy on each of the last 2 days.'],
    [['healthy', null], 'Healthy on 1 of 2 days, not checked on 1.'],
    [
      ['unhealthy', 'degraded', 'degraded', null],
      'Unhealthy on 1 of 4 days, degraded on 2, not checked on 1.',
    ],
    [['unknown', 'healthy'], 'Not to be checked on 1 of 2 days.'],
  ] as [(Overall | null)[], string][])('%j', (statuses, words) => {
    expect(daysSentence(statuses.map(day))).toBe(words);
  });
});
