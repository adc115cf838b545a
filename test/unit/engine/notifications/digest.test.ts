import { describe, expect, it } from 'vitest';
import { type Burst, CALM, cutShort, decide } from '../../../../src-main/engine/notifications/digest.ts';

const NOW = Date.parse('2026-05-03T12:00:00Z');
const one = { headId: 1, count: 1, lastId: 1, lastWaited: null };

/** Alerts that come one by one, `gap` apart, each found alone. */
function arrivals(count: number, gap: number) {
  let burst: Burst = CALM;
  return Array.from({ length: count }, (_, index) => {
    const decision = decide(burst, { ...one, headId: index + 1, lastId: index + 1 }, NOW + index * gap);
    if (decision.kind !== 'wait') burst = decision.burst;
    return decision.kind;
  });
}

describe('alerts that come one by one', () => {
  it('go alone: the first nine within a minute', () => {
    expect(arrivals(9, 1_000)).toEqual(Array(9).fill('alone'));
  });

  it('wait from the tenth on, until the minute of the first is over', () => {
    expect(arrivals(12, 1_000).slice(9)).toEqual(['wait', 'wait', 'wait']);
    const full: Burst = { since: NOW, alone: 9, joinThrough: 0 };
    expect(decide(full, one, NOW + 59_999)).toEqual({ kind: 'wait', until: NOW + 60_000 });
  });

  it('go alone where fewer than ten fall into a minute', () => {
    expect(arrivals(30, 7_000)).toEqual(Array(30).fill('alone'));
  });
});

describe('when the minute is over', () => {
  const full: Burst = { since: NOW, alone: 9, joinThrough: 0 };

  it('what waited goes joined, however few', () => {
    const due = { headId: 10, count: 2, lastId: 11, lastWaited: 11 };
    expect(decide(full, due, NOW + 60_000)).toEqual({
      kind: 'join',
      burst: { since: 0, alone: 0, joinThrough: 11 },
    });
  });

  it('what came later goes alone again', () => {
    const due = { headId: 10, count: 2, lastId: 11, lastWaited: null };
    expect(decide(full, due, NOW + 3_600_000)).toEqual({
      kind: 'alone',
      burst: { since: NOW + 3_600_000, alone: 1, joinThrough: 0 },
    });
  });

  it('a clock that was set back ends it as well', () => {
    expect(decide(full, one, NOW - 86_400_000)).toMatchObject({ kind: 'alone' });
  });

  it('and so does the end of the app', () => {
    const cut = cutShort(full, NOW + 5_000);
    expect(decide(cut, { headId: 10, count: 1, lastId: 10, lastWaited: 10 }, NOW + 5_000).kind).toBe('join');
    expect(cutShort(CALM, NOW)).toBe(CALM);
  });
});

describe('a backlog', () => {
  it('of ten goes joined at once', () => {
    expect(decide(CALM, { headId: 5, count: 10, lastId: 30, lastWaited: null }, NOW)).toEqual({
      kind: 'join',
      burst: { ...CALM, joinThrough: 30 },
    });
  });

  it('of nine goes one by one', () => {
    expect(decide(CALM, { headId: 5, count: 9, lastId: 30, lastWaited: null }, NOW).kind).toBe('alone');
  });

  it('goes joined to its end, also when fewer than ten are left of it', () => {
    const burst = { ...CALM, joinThrough: 30 };
    expect(decide(burst, { headId: 28, count: 3, lastId: 30, lastWaited: null }, NOW).kind).toBe('join');
    expect(decide(burst, { headId: 31, count: 3, lastId: 33, lastWaited: null }, NOW).kind).toBe('alone');
  });

  it('waits where nine of this minute went alone already', () => {
    const full: Burst = { since: NOW, alone: 9, joinThrough: 0 };
    expect(decide(full, { headId: 10, count: 50, lastId: 60, lastWaited: 60 }, NOW + 1_000).kind).toBe(
      'wait',
    );
  });
});
