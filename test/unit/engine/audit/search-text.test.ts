import { describe, expect, it } from 'vitest';
import { fold, foldNeedle, isFoundBy, searchTermsOf } from '../../../../src-main/engine/audit/search-text.ts';

const finds = (text: string, typed: string) =>
  isFoundBy(foldNeedle(typed), { target: text, actor: '', details: {} });

describe('comparing texts without regard to case', () => {
  it.each([
    ['Info@Example.com', 'iNFO@eXAMPLE'],
    ['müller-bau.example', 'MÜLLER'],
    ['MÜLLER-BAU.EXAMPLE', 'müller'],
    ['café.example', 'CAFÉ'],
    ['straße.example', 'STRASSE'],
    ['ΟΔΟΣ.example', 'οδος'],
    ['οδοσ', 'ΟΔΟΣ'],
    ['пример.example', 'ПРИМЕР'],
    ['日本.example', '本'],
    ['caf\u0065\u0301.example', 'caf\u00e9'],
    ['Ｅxample', 'example'],
    ['example.com', '.'],
    ['example.com', 'e'],
    ['100%_"off"*', '%_"OFF"*'],
    ["it's -- AND (NOT) near", "'s -- and (not)"],
    ['two words', '  two words '],
  ])('finds in %s what was typed as %s', (text, typed) => {
    expect(finds(text, typed)).toBe(true);
  });

  it.each([
    ['cafe.example', 'café'],
    ['example.com', 'e_ample'],
    ['example.com', 'exa%'],
    ['example.com', 'example*'],
    ['example.com', 'exampel'],
    ['two words', 'two  words'],
  ])('does not find in %s what was typed as %s', (text, typed) => {
    expect(finds(text, typed)).toBe(false);
  });

  it('takes blanks alone for no search at all', () => {
    expect(foldNeedle(' \t ')).toBe('');
  });
});

describe('what an event is found by', () => {
  it.each([
    [
      'the mailboxes of an alarm',
      { mailboxes: [{ mailbox: 'Anna@example.com', domain: 'example.com' }] },
      'anna@',
    ],
    [
      'the domains of a DNS alert',
      { domains: [{ domain: 'b.example', checks: [{ found: ['x'] }] }] },
      'b.example',
    ],
    ['the subjects of many changes', { changes: [{ subject: '*@news.example.org' }] }, '*@news'],
    ['where a forwarder leads', { to: ['shop@example.net'] }, 'shop@'],
    ['where it led before', { to: { before: ['old@example.net'], after: [] } }, 'old@'],
    ['the alert that could not be delivered', { alert: 'DNS problem: c.example' }, 'c.example'],
    ['the host of a mail server', { host: 'mail.example.com' }, 'mail.'],
  ])('has %s among its texts', (_what, details, typed) => {
    const parts = { target: '7 things', actor: 'monitor', details };
    expect(isFoundBy(foldNeedle(typed), parts)).toBe(true);
    expect(searchTermsOf(parts).some((term) => term.includes(foldNeedle(typed)))).toBe(true);
  });

  it('is subject, actor and names, each once, and not the records, times and sentences in the details', () => {
    const details = {
      domains: [
        { domain: 'Example.com', since: '2026-01-05T12:00:00.000Z', checks: [{ found: ['v=spf1 -all'] }] },
        { domain: 'example.com' },
      ],
      message: 'refused',
    };
    expect(searchTermsOf({ target: 'example.com', actor: 'monitor', details })).toEqual([
      'example.com',
      'monitor',
    ]);
  });

  it('copes with details of any shape', () => {
    const details = { domain: null, to: 5, subject: { deep: [{ er: 'Name' }] }, mailboxes: 'none' };
    expect(searchTermsOf({ target: '', actor: '', details })).toEqual([fold('Name')]);
  });
});
