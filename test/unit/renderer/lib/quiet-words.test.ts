import { describe, expect, it } from 'vitest';
import { quietWords } from '../../../../src-renderer/lib/quiet-words.ts';

describe('the span of the quiet hours', () => {
  it.each([
    ['22:00', '07:00', '9 h every day, past midnight'],
    ['22:00', '06:30', '8 h 30 min every day, past midnight'],
    ['12:15', '13:00', '45 min every day,'],
    ['23:59', '00:00', '1 min every day, past midnight'],
    ['00:00', '23:59', '23 h 59 min every day,'],
  ])('from %s until %s', (from, to, words) => expect(quietWords(from, to)).toContain(words));

  it.each([
    ['', '07:00'],
    ['22:00', ''],
    ['22:00', '22:00'],
  ])('says nothing about “%s” until “%s”', (from, to) => expect(quietWords(from, to)).toBe(''));
});
