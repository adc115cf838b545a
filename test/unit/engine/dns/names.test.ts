import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalDomain,
  comparableHost,
  recordName,
  toAscii,
  toUnicode,
} from '../../../../src-main/engine/dns/names.ts';
import { wildChar } from '../../../support/any-text.ts';

describe('names', () => {
  it.each([
    ['Example.COM', 'example.com'],
    ['example.com.', 'example.com'],
    [' example.com ', 'example.com'],
    ['münchen.de', 'xn--mnchen-3ya.de'],
    ['MÜNCHEN.de', 'xn--mnchen-3ya.de'],
    ['xn--mnchen-3ya.de', 'xn--mnchen-3ya.de'],
    ['faß.de', 'xn--fa-hia.de'],
    ['_dmarc.münchen.de', '_dmarc.xn--mnchen-3ya.de'],
    ['x._domainkey.例え.jp', 'x._domainkey.xn--r8jz45g.jp'],
    ['例え。jp', 'xn--r8jz45g.jp'],
    ['123.example.com', '123.example.com'],
    ['1.2.3.4', '1.2.3.4'],
  ])('%s is asked for as %s', (name, ascii) => {
    expect(toAscii(name)).toBe(ascii);
  });

  it.each([
    '',
    '.',
    'a..b',
    '.example.com',
    'exa mple.com',
    'a\u0000b.com',
    `${'a'.repeat(64)}.com`,
    'ü'.repeat(70),
    '１２７',
    "a';b.com",
    'a\\b.com',
    `${'abcdefg.'.repeat(32)}com`,
  ])('%j cannot be asked for', (name) => {
    expect(toAscii(name)).toBeUndefined();
  });

  it.each([
    ['xn--mnchen-3ya.de', 'münchen.de'],
    ['_dmarc.XN--MNCHEN-3YA.de.', '_dmarc.münchen.de'],
    ['xn--broken-.com', 'xn--broken-.com'],
    ['example.com', 'example.com'],
  ])('%s is shown as %s', (name, shown) => {
    expect(toUnicode(name)).toBe(shown);
  });

  it('has one canonical form for a domain, whichever way it is written', () => {
    const forms = ['MÜNCHEN.de', 'xn--mnchen-3ya.de', 'München.de.', 'XN--mnchen-3YA.DE'];
    expect(new Set(forms.map(canonicalDomain))).toEqual(new Set(['münchen.de']));
  });

  it('compares hosts whatever their case, dot or form', () => {
    expect(comparableHost('Mail.MÜNCHEN.de.')).toBe(comparableHost('mail.xn--mnchen-3ya.de'));
  });

  it.each([
    ['x._domainkey', 'example.com', 'x._domainkey.example.com'],
    ['x._domainkey.example.com', 'example.com', 'x._domainkey.example.com'],
    ['x._domainkey.example.com.', 'example.com', 'x._domainkey.example.com'],
    ['x.other.net.', 'example.com', 'x.other.net'],
    ['@', 'example.com', 'example.com'],
    ['', 'example.com', 'example.com'],
    ['example.com', 'example.com', 'example.com'],
    ['notexample.com', 'example.com', 'notexample.com.example.com'],
    ['_dmarc', 'münchen.de', '_dmarc.xn--mnchen-3ya.de'],
  ])('the record %j of %s is at %s', (name, domain, full) => {
    expect(recordName(name, domain)).toBe(full);
  });

  it('never throws, and what it gives out it takes in again', () => {
    fc.assert(
      fc.property(fc.string({ unit: wildChar }), (name) => {
        const ascii = toAscii(name);
        if (ascii !== undefined) expect(toAscii(ascii)).toBe(ascii);
        expect(typeof canonicalDomain(name)).toBe('string');
      }),
    );
  });
});
