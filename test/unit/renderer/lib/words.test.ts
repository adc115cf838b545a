import { describe, expect, it } from 'vitest';
import {
  detailText,
  formatPercent,
  sentence,
  usageWords,
  wordsOfKey,
} from '../../../../src-renderer/lib/format.ts';
import { settingChanged, textOfSetting } from '../../../../src-renderer/lib/setting-text.ts';
import { stateSentence } from '../../../../src-renderer/lib/state-sentence.ts';

describe('usage', () => {
  it('is said with its limit and share', () => {
    expect(usageWords(912, 1024, 'MB', 89.0625, 'en-US')).toBe('912 of 1,024 MB (89.1 %)');
  });
  it('shows tenths only where they matter', () => {
    expect(usageWords(1946.2, 2048, 'MB', 95.03, 'en-US')).toBe('1,946 of 2,048 MB (95.0 %)');
    expect(usageWords(1.46, 2048, 'MB', 0.07, 'en-US')).toBe('1.5 of 2,048 MB (0.1 %)');
  });
  it('says where there is no limit or no reading', () => {
    expect(usageWords(18_211, 0, 'MB', undefined, 'en-US')).toBe('18,211 MB, no limit');
    expect(usageWords(undefined, 1024, 'MB', undefined, 'en-US')).toBe('not measured');
  });
  it('has one decimal in the person’s locale', () => {
    expect(formatPercent(90, 'de-DE')).toBe('90,0 %');
  });
});

describe('wordsOfKey', () => {
  it.each([
    ['lastDelivery', 'Last delivery'],
    ['send_limit', 'Send limit'],
    ['dns.intervalHours', 'DNS interval hours'],
    ['smtpHost', 'SMTP host'],
  ])('%s reads "%s"', (key, words) => expect(wordsOfKey(key)).toBe(words));
});

describe('a rule of a field', () => {
  it.each([
    ['must be a host name', 'Must be a host name.'],
    ['It is there already.', 'It is there already.'],
  ])('“%s” stands by itself as “%s”', (rule, words) => expect(sentence(rule)).toBe(words));
});

describe('stateSentence', () => {
  const none = { healthy: 0, degraded: 0, unhealthy: 0, unknown: 0 };
  it.each([
    [{ ...none, unhealthy: 2, degraded: 1, healthy: 9 }, '2 unhealthy, 1 degraded, 9 healthy'],
    [{ ...none, healthy: 1 }, '1 domain, all healthy'],
    [none, 'No domains checked yet'],
  ])('%o', (counts, sentence) => expect(stateSentence(counts)).toBe(sentence));
});

describe('a setting as text', () => {
  it('shows lists as people write them and notices a change', () => {
    expect(textOfSetting(['1.1.1.1', '9.9.9.9'])).toBe('1.1.1.1, 9.9.9.9');
    expect(settingChanged(' 300 ', 300)).toBe(false);
    expect(settingChanged('301', 300)).toBe(true);
  });
});

describe('texts in the details of an event', () => {
  it.each([
    ['since', '2026-03-08T12:00:00.000Z', /^8 Mar 2026, \d\d:\d\d$/],
    ['monitor', 'quota', /^Account storage$/],
    ['reason', 'quota', /^quota$/],
    ['message', '2026-03-08', /^2026-03-08$/],
  ])('%s %s', (key, value, shown) => {
    expect(detailText(key, value, 'en-GB')).toMatch(shown);
  });
});
