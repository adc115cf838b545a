import { describe, expect, it } from 'vitest';
import type { CheckStatus } from '../../../../../src-shared/dns-health.ts';
import { check } from '../support.ts';

const AT = 'TXT _dmarc.example.com';
type Row = [what: string, texts: string[] | 'timeout' | undefined, status: CheckStatus, message: RegExp];

const rows: Row[] = [
  ['p=none', ['v=DMARC1; p=none'], 'pass', /p=none/],
  ['p=quarantine', ['v=DMARC1;p=quarantine;'], 'pass', /p=quarantine/],
  ['p=reject in capitals', ['v=DMARC1; P=REJECT'], 'pass', /p=reject/],
  ['other tags first', ['v=DMARC1; rua=mailto:a@example.com; p=none'], 'pass', /p=none/],
  ['other TXT beside it', ['hello', 'v=DMARC1; p=none'], 'pass', /p=none/],
  ['none', undefined, 'warn', /no DMARC record: publish "v=DMARC1; p=none; sp=none; adkim=r; aspf=r;"/],
  ['only other TXT', ['hello'], 'warn', /no DMARC record/],
  ['several', ['v=DMARC1; p=none', 'v=DMARC1; p=reject'], 'warn', /2 DMARC records/],
  ['no p', ['v=DMARC1; rua=mailto:a@example.com'], 'warn', /not valid/],
  ['an unknown p', ['v=DMARC1; p=maybe'], 'warn', /not valid/],
  ['an unknown sp', ['v=DMARC1; p=none; sp=maybe'], 'warn', /not valid/],
  ['a missing semicolon', ['v=DMARC1 p=none'], 'warn', /not valid/],
  ['quotes in the text', ['"v=DMARC1; p=none"'], 'warn', /not valid/],
  ['a tag without value', ['v=DMARC1; p=none; oops'], 'warn', /not valid/],
  ['no answer', 'timeout', 'unknown', /could not be looked up/],
];

describe('DMARC', () => {
  it.each(rows)('%s', (_what, texts, status, message) => {
    const result = check('dmarc', { [AT]: texts });
    expect(result).toMatchObject({ status, label: 'DMARC', expectedHost: '_dmarc.example.com' });
    expect(result.message).toMatch(message);
  });

  describe('with a custom policy', () => {
    const custom = (dmarcCustom: string, ...texts: string[]) =>
      check('dmarc', { [AT]: texts }, {}, { dmarcCustom });

    it.each([
      ['the same p', 'v=DMARC1; p=reject', 'v=DMARC1; p=reject; rua=mailto:x@y.z', 'pass'],
      ['other tags are free', 'v=DMARC1; p=reject; pct=50; adkim=s', 'v=DMARC1; p=reject', 'pass'],
      ['another p', 'v=DMARC1; p=reject', 'v=DMARC1; p=none', 'warn'],
      ['the same sp', 'v=DMARC1; p=reject; sp=none', 'v=DMARC1; sp=NONE; p=reject', 'pass'],
      ['another sp', 'v=DMARC1; p=reject; sp=reject', 'v=DMARC1; p=reject; sp=none', 'warn'],
      ['sp not published', 'v=DMARC1; p=reject; sp=none', 'v=DMARC1; p=reject', 'warn'],
      ['sp not wanted', 'v=DMARC1; p=reject', 'v=DMARC1; p=reject; sp=none', 'pass'],
    ])('%s', (_what, wanted, published, status) => {
      expect(custom(wanted, published).status).toBe(status);
    });

    it('says what differs and shows the custom record as expected', () => {
      const result = custom('v=DMARC1; p=reject', 'v=DMARC1; p=none');
      expect(result.message).toMatch(/p=none, not p=reject/);
      expect(result.expected).toEqual(['v=DMARC1; p=reject']);
    });
  });

  describe('without a record of its own', () => {
    const ORG = 'TXT _dmarc.example.co.uk';
    const sub = { domain: 'shop.example.co.uk' };

    it('passes by the organizational domain’s record, and names it', () => {
      const result = check('dmarc', { [ORG]: ['v=DMARC1; p=quarantine'] }, sub);
      expect(result).toMatchObject({ status: 'pass', expectedHost: '_dmarc.shop.example.co.uk' });
      expect(result.asked).toEqual(['TXT _dmarc.shop.example.co.uk', ORG]);
      expect(result.notes.join()).toMatch(/_dmarc\.example\.co\.uk applies/);
    });

    it('is under that record’s sp where it has one', () => {
      const answers = { [ORG]: ['v=DMARC1; p=reject; sp=none'] };
      expect(check('dmarc', answers, sub).message).toMatch(/p=none/);
      expect(check('dmarc', answers, sub, { dmarcCustom: 'v=DMARC1; p=reject' }).status).toBe('warn');
      expect(check('dmarc', answers, sub, { dmarcCustom: 'v=DMARC1; p=none' }).status).toBe('pass');
    });

    it.each([
      ['there is none either', undefined, 'warn'],
      ['there are several', ['v=DMARC1; p=none', 'v=DMARC1; p=none; pct=1'], 'warn'],
      ['it is not valid', ['v=DMARC1; p=x'], 'warn'],
      ['it cannot be looked up', 'timeout', 'unknown'],
    ] as const)('when %s', (_what, texts, status) => {
      expect(
        check('dmarc', { [ORG]: texts === undefined || texts === 'timeout' ? texts : [...texts] }, sub)
          .status,
      ).toBe(status);
    });

    it('does not ask above where it has one, where that is unknown, or where it is itself organizational', () => {
      const own = 'TXT _dmarc.shop.example.co.uk';
      expect(check('dmarc', { [own]: ['v=DMARC1; p=none'] }, sub).asked).toEqual([own]);
      expect(check('dmarc', { [own]: 'timeout' }, sub)).toMatchObject({ status: 'unknown', asked: [own] });
      expect(check('dmarc', {}).asked).toEqual([AT]);
    });

    it('finds the organizational domain of international names', () => {
      const result = check(
        'dmarc',
        { 'TXT _dmarc.xn--mnchen-3ya.de': ['v=DMARC1; p=none'] },
        { domain: 'post.münchen.de' },
      );
      expect(result.status).toBe('pass');
      expect(result.notes.join()).toContain('_dmarc.münchen.de');
    });
  });

  it('is skipped where mail hosting is off', () => {
    expect(check('dmarc', {}, { mailHosting: false })).toMatchObject({ status: 'skipped', asked: [] });
  });
});
