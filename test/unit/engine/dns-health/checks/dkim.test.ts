import { describe, expect, it } from 'vitest';
import type { CheckStatus } from '../../../../../src-shared/dns-health.ts';
import { check, KEY } from '../support.ts';

const AT = 'TXT x._domainkey.example.com';
const spaced = `${KEY.slice(0, 10)} ${KEY.slice(10, 20)}\t\n${KEY.slice(20)}`;

const rows: [what: string, texts: string[] | 'timeout' | undefined, status: CheckStatus, message: RegExp][] =
  [
    ['the same record', [`v=DKIM1; k=rsa; p=${KEY}`], 'pass', /is published/],
    ['white space inside the key', [`v=DKIM1; k=rsa; p=${spaced}`], 'pass', /is published/],
    ['other tags and order', [`p=${KEY};t=s; k=rsa`], 'pass', /is published/],
    ['no v tag', [`k=rsa; p = ${KEY}`], 'pass', /is published/],
    ['several, one of them right', ['v=DKIM1; p=OTHER', `v=DKIM1; p=${KEY}`], 'pass', /is published/],
    ['missing', undefined, 'warn', /not published/],
    ['another key', ['v=DKIM1; k=rsa; p=OTHER'], 'warn', /Another DKIM key/],
    ['the key in other case', [`v=DKIM1; k=rsa; p=${KEY.toLowerCase()}`], 'warn', /Another DKIM key/],
    ['a truncated key', [`v=DKIM1; k=rsa; p=${KEY.slice(0, -2)}`], 'warn', /Another DKIM key/],
    ['revoked', ['v=DKIM1; k=rsa; p='], 'warn', /revoked/],
    ['revoked with a semicolon', ['v=DKIM1; p= ;'], 'warn', /revoked/],
    ['no key in it', ['hello'], 'warn', /Another DKIM key/],
    ['quotes inside the text', [`v=DKIM1; p="${KEY}"`], 'warn', /Another DKIM key/],
    ['no answer', 'timeout', 'unknown', /could not be looked up/],
  ];

describe('DKIM', () => {
  it.each(rows)('%s', (_what, texts, status, message) => {
    const result = check('dkim', { [AT]: texts });
    expect(result).toMatchObject({ status, label: 'DKIM', expectedHost: 'x._domainkey.example.com' });
    expect(result.message).toMatch(message);
  });

  it.each([
    ['relative', 'x._domainkey'],
    ['absolute', 'x._domainkey.example.com'],
    ['absolute with a dot', 'x._domainkey.example.com.'],
    ['in capitals', 'X._DomainKey.Example.COM'],
  ])('takes a name that is %s', (_how, name) => {
    const dkim = { name, value: `v=DKIM1; p=${KEY}` };
    expect(check('dkim', { [AT]: [`p=${KEY}`] }, { dkim })).toMatchObject({ status: 'pass', asked: [AT] });
  });

  it('takes a value that MXroute gives in quoted strings', () => {
    const dkim = {
      name: 'x._domainkey',
      value: `"v=DKIM1; k=rsa; p=${KEY.slice(0, 20)}" "${KEY.slice(20)}"`,
    };
    const result = check('dkim', { [AT]: [`v=DKIM1; p=${KEY}`] }, { dkim });
    expect(result.status).toBe('pass');
    expect(result.expected).toEqual([`v=DKIM1; k=rsa; p=${KEY}`]);
  });

  it('is skipped where MXroute gives no key, or a record without one, or mail hosting is off', () => {
    expect(check('dkim', {}, { dkim: undefined })).toMatchObject({ status: 'skipped', asked: [] });
    const keyless = { name: 'x._domainkey', value: 'v=DKIM1; k=rsa' };
    expect(check('dkim', {}, { dkim: keyless })).toMatchObject({ status: 'skipped', asked: [] });
    expect(check('dkim', {}, { mailHosting: false })).toMatchObject({ status: 'skipped', asked: [] });
  });
});
