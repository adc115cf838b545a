import { describe, expect, it } from 'vitest';
import { judgeQuota, type QuotaFigures } from '../../../../src-main/engine/account-quota/alarm.ts';

const GB = 1024 ** 3;
const used = (percent: number): QuotaFigures => ({ usedBytes: percent * 100, limitBytes: 10_000 });
const UNLIMITED: QuotaFigures = { usedBytes: 95 * GB, limitBytes: 0 };

describe('the account’s storage, threshold 90 %', () => {
  it.each<[string, 'normal' | 'alarm', QuotaFigures, boolean, string | null]>([
    ['at the threshold', 'normal', used(90), true, 'alert'],
    ['above its quota', 'normal', used(112), true, 'alert'],
    ['just below the threshold', 'normal', { usedBytes: 8_999, limitBytes: 10_000 }, false, null],
    ['still full', 'alarm', used(97), true, null],
    ['across the threshold again', 'alarm', used(90), true, null],
    ['at the recovery line', 'alarm', used(85), true, null],
    ['below the recovery line', 'alarm', { usedBytes: 8_499, limitBytes: 10_000 }, false, 'recovered'],
    ['now unlimited', 'alarm', UNLIMITED, false, 'recovered'],
    ['unlimited all along', 'normal', UNLIMITED, false, null],
    ['nothing used', 'normal', { usedBytes: 0, limitBytes: 10_000 }, false, null],
  ])('%s: %s', (_, state, figures, alarmed, event) => {
    expect(judgeQuota(state === 'alarm', figures, 90)).toMatchObject({ alarmed, event });
  });

  it('says why an alarm ended that the numbers do not explain', () => {
    expect(judgeQuota(true, UNLIMITED, 90).reason).toBe('now unlimited');
    expect(judgeQuota(true, used(10), 90).reason).toBeUndefined();
  });

  it('is exact on its lines at every threshold', () => {
    const wrong = Array.from({ length: 100 }, (_, index) => index + 1).filter((threshold) => {
      const recover = Math.min(threshold, Math.max(50, threshold - 5));
      const told = judgeQuota(false, used(threshold), threshold).event === 'alert';
      return !told || judgeQuota(true, used(recover), threshold).event !== null;
    });
    expect(wrong).toEqual([]);
  });

  it('does not round: one byte below the threshold is below it', () => {
    const limitBytes = 100 * GB;
    const below = { usedBytes: 90 * GB - 1, limitBytes };
    expect(judgeQuota(false, below, 90).event).toBeNull();
    expect(judgeQuota(false, { usedBytes: 90 * GB, limitBytes }, 90).event).toBe('alert');
  });

  it.each([
    [90, 85],
    [99, 94],
    [52, 50],
    [50, 50],
  ])('threshold %i %% recovers below %i %%', (threshold, line) => {
    expect(judgeQuota(true, used(line), threshold).event).toBeNull();
    expect(judgeQuota(true, { usedBytes: line * 100 - 1, limitBytes: 10_000 }, threshold).event).toBe(
      'recovered',
    );
  });
});
