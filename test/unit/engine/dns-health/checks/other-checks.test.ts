import { describe, expect, it } from 'vitest';
import type { CheckStatus } from '../../../../../src-shared/dns-health.ts';
import { type Answers, check } from '../support.ts';

describe('Verification', () => {
  const AT = 'TXT _da-verify-1.example.com';

  it.each<[string, string[] | 'timeout' | undefined, CheckStatus, RegExp]>([
    ['the value', ['domain-verified'], 'pass', /is published/],
    ['in other case and with white space', [' Domain - VERIFIED '], 'pass', /is published/],
    ['beside others', ['x', 'domain-verified'], 'pass', /is published/],
    ['missing', undefined, 'warn', /missing: publish "domain-verified"/],
    ['another value', ['domain-verified-not'], 'warn', /another value/],
    ['no answer', 'timeout', 'unknown', /could not be looked up/],
  ])('%s', (_what, texts, status, message) => {
    const result = check('verification', { [AT]: texts });
    expect(result).toMatchObject({ status, label: 'Verification', expectedHost: '_da-verify-1.example.com' });
    expect(result.message).toMatch(message);
  });

  it('is skipped where MXroute gives no record', () => {
    expect(check('verification', {}, { verification: undefined })).toMatchObject({
      status: 'skipped',
      asked: [],
    });
  });

  it('is unknown, not skipped, where MXroute could not be asked', () => {
    const nothing = { verification: undefined, verificationUnknown: true };
    expect(check('verification', {}, nothing).status).toBe('unknown');
  });

  it('still counts where mail hosting is off', () => {
    expect(check('verification', {}, { mailHosting: false }).status).toBe('warn');
    expect(check('verification', { [AT]: ['domain-verified'] }, { mailHosting: false }).status).toBe('pass');
  });
});

describe('Mail server (CNAME)', () => {
  const AT = 'CNAME mail.example.com';
  const A = 'A mail.example.com';

  it.each<[string, Answers, CheckStatus, CheckStatus, RegExp]>([
    ['leads to the server', { [AT]: ['eagle.mxlogin.com'] }, 'pass', 'pass', /leads to eagle.mxlogin.com/],
    ['in capitals, with a dot', { [AT]: ['EAGLE.mxlogin.com.'] }, 'pass', 'pass', /leads to/],
    [
      'by way of another name',
      { [AT]: ['m.example.net'], 'CNAME m.example.net': ['eagle.mxlogin.com'] },
      'pass',
      'pass',
      /leads to/,
    ],
    ['leads elsewhere', { [AT]: ['ghs.google.com'] }, 'warn', 'fail', /leads to ghs.google.com instead of/],
    [
      'leads in a circle',
      { [AT]: ['mail.example.com'] },
      'warn',
      'fail',
      /leads to mail.example.com instead of/,
    ],
    [
      'only an A record',
      { [A]: ['192.0.2.1'] },
      'warn',
      'fail',
      /address record \(A\/AAAA\) instead of a CNAME/,
    ],
    ['only an AAAA record', { 'AAAA mail.example.com': ['2001:db8::1'] }, 'warn', 'fail', /address record/],
    ['absent', {}, 'skipped', 'fail', /not published, and not required|missing: publish a CNAME/],
    ['no answer', { [AT]: 'timeout' }, 'unknown', 'unknown', /could not be looked up/],
    ['no answer on addresses', { [A]: 'timeout' }, 'unknown', 'unknown', /could not be looked up/],
  ])('%s', (_what, answers, status, required, message) => {
    const result = check('mail', answers);
    expect(result).toMatchObject({ label: 'Mail server (CNAME)', expectedHost: 'mail.example.com' });
    expect(result.message).toMatch(message);
    expect([result.status, check('mail', answers, {}, { requireMailCname: true }).status]).toEqual([
      status,
      required,
    ]);
  });

  it('is skipped where MX_SERVER is not set or mail hosting is off', () => {
    expect(check('mail', {}, {}, { mxServer: undefined })).toMatchObject({ status: 'skipped', asked: [] });
    expect(check('mail', {}, { mailHosting: false }, { requireMailCname: true })).toMatchObject({
      status: 'skipped',
      asked: [],
    });
  });
});

describe('Webmail (CNAME)', () => {
  const A = 'A webmail.example.com';

  it.each<[string, boolean | undefined, Answers, CheckStatus]>([
    ['in the zone and public', true, { [A]: ['192.0.2.1'] }, 'pass'],
    ['in the zone, not public yet', true, {}, 'pending'],
    ['in the zone, no answer', true, { [A]: 'timeout' }, 'unknown'],
    ['not in the zone', false, { [A]: ['192.0.2.1'] }, 'skipped'],
    ['Cloudflare not configured', undefined, { [A]: ['192.0.2.1'] }, 'skipped'],
  ])('%s', (_what, webmailInZone, answers, status) => {
    expect(check('webmail', answers, {}, { webmailInZone })).toMatchObject({
      status,
      label: 'Webmail (CNAME)',
    });
  });
});
