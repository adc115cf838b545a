import { describe, expect, it } from 'vitest';
import { settingWords } from '../../../src-shared/setting-labels.ts';
import { SETTING_KEYS } from '../../../src-shared/settings.ts';

describe('the words for settings', () => {
  it('tell any two settings apart, and show no key', () => {
    const words = SETTING_KEYS.map(settingWords);
    expect(new Set(words).size).toBe(SETTING_KEYS.length);
    for (const [index, one] of words.entries()) {
      expect(one).toMatch(/^[A-Z].+: [A-Z]/);
      expect(one).not.toContain(SETTING_KEYS[index]);
    }
  });

  it('leave what is no setting', () => {
    expect(settingWords('target removed')).toBe('target removed');
    expect(settingWords('toString')).toBe('toString');
  });
});
