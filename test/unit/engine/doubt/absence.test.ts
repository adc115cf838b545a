import { describe, expect, it } from 'vitest';
import { type Doubt, judgeAbsence } from '../../../../src-main/engine/doubt/absence.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const answer = (missing: string, at: number, isDoubtful = true) => ({
  missing: [...missing],
  isDoubtful,
  at,
  withinMs: HOUR,
});
const doubt = (since: number, missing: string): Doubt => ({ since, missing: [...missing] });

describe('what a list leaves out', () => {
  it.each([
    ['nothing, which ends a doubt', doubt(0, 'ab'), answer('', MINUTE, false), '', null],
    ['a little: gone at once', null, answer('a', 0, false), 'a', null],
    ['much, for the first time', null, answer('abc', 5), '', doubt(5, 'abc')],
    ['the same, too soon', doubt(0, 'abc'), answer('abc', MINUTE - 1), '', doubt(0, 'abc')],
    ['the same, a minute later', doubt(0, 'abc'), answer('abc', MINUTE), 'abc', null],
    ['the same, much later', doubt(0, 'abc'), answer('abc', HOUR + 1), '', doubt(HOUR + 1, 'abc')],
    ['more than before', doubt(0, 'bc'), answer('abc', MINUTE), 'bc', doubt(MINUTE, 'a')],
    ['more, too soon: only the first is under way', doubt(0, 'bc'), answer('abc', 9), '', doubt(0, 'bc')],
    ['something else altogether', doubt(0, 'ab'), answer('cd', MINUTE), '', doubt(MINUTE, 'cd')],
    ['something else, too soon', doubt(0, 'ab'), answer('cd', 9), '', doubt(9, 'cd')],
    ['the same, by a clock that was set back', doubt(9, 'ab'), answer('ab', 5), '', doubt(5, 'ab')],
    ['anything, where that was expected', { since: 0, missing: null }, answer('ab', MINUTE), 'ab', null],
  ])('%s', (_what, before, given, gone, after) => {
    expect(judgeAbsence(before, given)).toEqual({ gone: [...gone], doubt: after });
  });
});
