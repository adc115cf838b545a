import { describe, expect, it } from 'vitest';
import {
  type DmarcTag,
  dmarcMeaning,
  dmarcPolicyTag,
  dmarcProblems,
  dmarcStrict,
  reportAddresses,
  withDmarcTag,
  withReportAddresses,
} from '../../../../src-renderer/lib/dmarc-form.ts';
import { dmarcRecord } from '../../../../src-shared/dmarc-schema.ts';

const BASE = 'v=DMARC1; p=none; sp=none; adkim=r; aspf=r;';

describe('a DMARC record as fields', () => {
  it('reads them from the record, whatever their case', () => {
    const record = 'v=DMARC1;P=Reject;sp=QUARANTINE;adkim=S';
    expect(dmarcPolicyTag(record, 'p')).toBe('reject');
    expect(dmarcPolicyTag(record, 'sp')).toBe('quarantine');
    expect(dmarcStrict(record, 'adkim')).toBe(true);
    expect(dmarcStrict(record, 'aspf')).toBe(false);
  });

  it('shows no choice where the record has none that DMARC knows', () => {
    expect(dmarcPolicyTag('v=DMARC1; p=maybe', 'p')).toBe('');
    expect(dmarcPolicyTag('p=none', 'p')).toBe('');
  });

  it.each<[string, DmarcTag, string, string]>([
    [BASE, 'p', 'reject', 'v=DMARC1; p=reject; sp=none; adkim=r; aspf=r;'],
    [BASE, 'sp', '', 'v=DMARC1; p=none; adkim=r; aspf=r;'],
    ['v=DMARC1; p=none', 'rua', 'mailto:a@b.example', 'v=DMARC1; p=none; rua=mailto:a@b.example'],
    ['v=DMARC1; p=none; pct=50', 'sp', 'reject', 'v=DMARC1; p=none; sp=reject; pct=50'],
    ['v=DMARC1; pct=50', 'p', 'none', 'v=DMARC1; p=none; pct=50'],
    ['v=DMARC1;p=none;FO=1', 'aspf', 's', 'v=DMARC1; p=none; aspf=s; FO=1'],
    ['', 'p', 'none', 'v=DMARC1; p=none;'],
  ])('%s with %s=%s', (record, tag, value, changed) => {
    expect(withDmarcTag(record, tag, value)).toBe(changed);
  });

  it('writes addresses as the URIs that DMARC asks for, and shows them as addresses', () => {
    const record = withReportAddresses('v=DMARC1; p=none', 'a@x.example, b@y.example');
    expect(record).toBe('v=DMARC1; p=none; rua=mailto:a@x.example,mailto:b@y.example');
    expect(reportAddresses(record)).toBe('a@x.example, b@y.example');
    expect(withReportAddresses(record, ' ')).toBe('v=DMARC1; p=none');
  });
});

describe('what is wrong with a DMARC record', () => {
  it.each([
    '',
    'p=none',
    'v=DMARC1',
    'v=DMARC1; p=maybe',
    'v=DMARC1; p=none; sp=maybe',
    `${BASE}${'x'.repeat(1000)}`,
  ])('is said at the record where the engine would refuse it too: %.40s', (record) => {
    expect(dmarcProblems(record).record).toMatch(/^The record .*\.$/);
    expect(dmarcRecord.safeParse(record).success).toBe(false);
  });

  it('is nothing for what the engine takes', () => {
    for (const record of [BASE, ` ${BASE} `, 'v=DMARC1;p=reject']) {
      expect(dmarcProblems(record)).toEqual({});
      expect(dmarcRecord.parse(record)).toBe(record.trim());
    }
  });

  it('includes alignments that do not exist', () => {
    expect(dmarcProblems('v=DMARC1; p=none; adkim=x').record).toContain('adkim=x');
  });

  it('is said at the reports where an address is none', () => {
    expect(dmarcProblems('v=DMARC1; p=none; rua=mailto:a@b.example,mailto:nobody').rua).toContain('“nobody”');
    expect(dmarcProblems('v=DMARC1; p=none; rua=mailto:a@b.example!10m')).toEqual({});
  });
});

describe('what a DMARC record means', () => {
  it.each([
    [
      'v=DMARC1; p=reject; rua=mailto:a@b.example',
      'Mail that is forged in the name of this domain is refused.',
    ],
    [
      'v=DMARC1; p=quarantine; sp=reject; rua=mailto:a@b.example',
      'Mail that is forged in the name of this domain goes to the spam folder, in the name of a subdomain it is refused.',
    ],
  ])('%s', (record, words) => {
    expect(dmarcMeaning(record)).toBe(words);
  });

  it('says that nobody hears of it without an address, and nothing without a policy', () => {
    expect(dmarcMeaning(BASE)).toContain('Nobody gets reports');
    expect(dmarcMeaning('v=DMARC1')).toBeNull();
  });
});
