import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareList, type Listed } from '../../../../src-main/engine/account-watch/compare-list.ts';
import { isMissing, isSudden, WITHIN_A_SCAN_MS } from '../../../../src-main/engine/doubt/doubt.ts';

const MINUTE = 60_000;
const listed = (names: string, holes = 0): Listed<number> => ({
  items: new Map([...names].map((name) => [name, 0])),
  holes,
  missing: [...names],
});
interface Answer {
  now: string;
  skipped?: number;
  doubtedAt?: number | null;
  at?: number;
  isDoubtful?: typeof isSudden;
}
const compare = (
  before: Listed<number>,
  { now, skipped = 0, doubtedAt = null, at = 10 * MINUTE, isDoubtful = isSudden }: Answer,
) => {
  const seen = { items: new Map([...now].map((name): [string, number] => [name, 1])), skipped };
  const merge = (_was: number, is: number) => is;
  return compareList(before, seen, { doubtedAt, at, withinMs: WITHIN_A_SCAN_MS, isDoubtful, merge });
};
const outcome = (before: Listed<number>, answer: Answer) => {
  const { added, gone, next, doubtedAt } = compare(before, answer);
  const known = [...next.items.keys()].sort().join('');
  return { added: added.join(''), gone: gone.join(''), known, holes: next.holes, doubtedAt };
};

describe('what came and what went', () => {
  it.each([
    ['abc', 'abc', '', '', 'abc'],
    ['abc', 'cab', '', '', 'abc'],
    ['abc', 'abcd', 'd', '', 'abcd'],
    ['abc', 'ab', '', 'c', 'ab'],
    ['abc', 'abd', 'd', 'c', 'abd'],
    ['', 'ab', 'ab', '', 'ab'],
    ['', '', '', '', ''],
  ])('“%s” → “%s”', (before, now, added, gone, known) => {
    expect(outcome(listed(before), { now })).toEqual({ added, gone, known, holes: 0, doubtedAt: null });
  });
});

describe('an answer with odd records', () => {
  it('never tells that something is gone', () => {
    expect(outcome(listed('abc'), { now: 'a', skipped: 1 })).toMatchObject({
      gone: '',
      known: 'abc',
      holes: 0,
    });
    expect(outcome(listed('abc'), { now: '', skipped: 3 })).toMatchObject({ gone: '', known: 'abc' });
  });

  it('tells what came, unless it may be an odd record that is mended', () => {
    expect(outcome(listed('abc'), { now: 'abcd', skipped: 1 })).toMatchObject({ added: 'd', holes: 0 });
    expect(outcome(listed('abc', 1), { now: 'abcd', skipped: 1 })).toMatchObject({ added: 'd', holes: 1 });
    expect(outcome(listed('abc', 1), { now: 'abcd' })).toMatchObject({ added: '', known: 'abcd', holes: 0 });
    expect(outcome(listed('abc', 2), { now: 'abcd', skipped: 1 })).toMatchObject({ added: '', holes: 1 });
  });

  it('neither confirms a doubt nor takes it away', () => {
    expect(outcome(listed('abc'), { now: '', skipped: 1, doubtedAt: MINUTE })).toMatchObject({
      gone: '',
      doubtedAt: MINUTE,
    });
  });
});

describe('any absence, where none is believed at once', () => {
  const isDoubtful = isMissing;
  it.each([
    ['the first time', null, '', 10 * MINUTE],
    ['a minute later', 9 * MINUTE, 'c', null],
  ])('%s', (_when, doubtedAt, gone, next) => {
    const known = gone === '' ? 'abcd' : 'abd';
    const before = { ...listed('abc'), missing: ['c'] };
    expect(outcome(before, { now: 'abd', doubtedAt, isDoubtful })).toEqual({
      ...{ added: 'd', gone, known, holes: 0, doubtedAt: next },
    });
  });
});

describe('a sudden absence', () => {
  const at = 10 * MINUTE;
  it.each([
    ['the first time', null, '', at],
    ['in the same answer again', at, '', at],
    ['less than a minute later', at - MINUTE + 1, '', at - MINUTE + 1],
    ['a minute later', at - MINUTE, 'abc', null],
    ['doubted by a clock that was ahead', at + 1, '', at],
  ])('%s', (_when, doubtedAt, gone, next) => {
    expect(outcome(listed('abc'), { now: '', doubtedAt, at })).toMatchObject({ gone, doubtedAt: next });
  });

  it('ends with the first answer that is like before', () => {
    expect(outcome(listed('abc'), { now: 'abc', doubtedAt: MINUTE })).toMatchObject({
      gone: '',
      doubtedAt: null,
    });
    expect(outcome(listed('abc'), { now: 'ab', doubtedAt: MINUTE })).toMatchObject({
      gone: 'c',
      doubtedAt: null,
    });
  });
});

it('whatever comes: gone was known and is not listed, added is listed and was not known, the rest is kept', () => {
  const names = fc.uniqueArray(fc.constantFrom(...'abcdefgh')).map((list) => list.join(''));
  const answer = fc.record({
    now: names,
    skipped: fc.integer({ min: 0, max: 2 }),
    doubtedAt: fc.option(fc.integer({ min: 0, max: 20 * MINUTE })),
  });
  fc.assert(
    fc.property(names, fc.integer({ min: 0, max: 2 }), answer, (before, holes, given) => {
      const { added, gone, known, doubtedAt } = outcome(listed(before, holes), given);
      for (const name of gone) expect(before.includes(name) && !given.now.includes(name)).toBe(true);
      for (const name of added) expect(!before.includes(name) && given.now.includes(name)).toBe(true);
      const all = new Set([...before, ...given.now]);
      expect(new Set([...known, ...gone])).toEqual(all);
      if (given.skipped > 0 || doubtedAt !== null) expect(gone).toBe('');
    }),
  );
});
