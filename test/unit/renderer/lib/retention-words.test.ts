import { describe, expect, it } from 'vitest';
import { lossOf, RETENTION_KEYS } from '../../../../src-renderer/lib/retention-words.ts';
import { SETTING_KEYS } from '../../../../src-shared/settings.ts';

const NOW = new Date(2026, 2, 31, 12).getTime();

describe('what a shorter time costs', () => {
  it('is said with the day before which all goes', () => {
    expect(lossOf('retention.eventsDays', { days: 90, daysNow: 400 }, NOW, 'en-GB')).toBe(
      'Events from before 31 Dec 2025 will be deleted from the log, and what became of their alerts.',
    );
    expect(lossOf('retention.samplesRawDays', { days: 1, daysNow: 7 }, NOW, 'en-GB')).toMatch(
      /before 30 Mar 2026 only one per day/,
    );
  });

  it.each([
    [400, 400],
    [500, 400],
    [0, 400],
    [-5, 400],
    [30.5, 400],
    [Number.NaN, 400],
  ])('%s instead of %s days costs nothing, or is refused anyway', (days, daysNow) => {
    for (const key of RETENTION_KEYS) expect(lossOf(key, { days, daysNow }, NOW)).toBeUndefined();
  });

  it('is known for every retention setting', () => {
    expect(SETTING_KEYS.filter((key) => key.startsWith('retention.')).sort()).toEqual(
      [...RETENTION_KEYS].sort(),
    );
  });
});
