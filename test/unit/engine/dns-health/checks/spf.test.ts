import { describe, expect, it } from 'vitest';
import type { CheckStatus } from '../../../../../src-shared/dns-health.ts';
import { check } from '../support.ts';

const rows: [what: string, texts: string[] | 'timeout' | undefined, status: CheckStatus, message: RegExp][] =
  [
    ['as MXroute gives it', ['v=spf1 include:mxroute.com -all'], 'pass', /lets MXroute send/],
    [
      'other TXT records beside it',
      ['google-site-verification=x', 'v=spf1 include:mxroute.com -all'],
      'pass',
      /MXroute/,
    ],
    [
      'a superset',
      ['v=spf1 ip4:192.0.2.1 a mx include:_spf.google.com include:mxroute.com ~all'],
      'pass',
      /MXroute/,
    ],
    ['any case', ['V=SPF1 INCLUDE:MXRoute.COM -ALL'], 'pass', /MXroute/],
    ['a plus in front', ['v=spf1 +include:mxroute.com -all'], 'pass', /MXroute/],
    ['a trailing dot', ['v=spf1 include:mxroute.com. -all'], 'pass', /MXroute/],
    ['several spaces', ['v=spf1   include:mxroute.com    -all '], 'pass', /MXroute/],
    ['mxlogin.com serves for mxroute.com', ['v=spf1 include:mxlogin.com -all'], 'pass', /MXroute/],
    ['no all at all', ['v=spf1 include:mxroute.com'], 'pass', /MXroute/],
    ['a neutral all', ['v=spf1 include:mxroute.com ?all'], 'pass', /MXroute/],
    ['redirect without all', ['v=spf1 redirect=mxroute.com'], 'pass', /MXroute/],
    ['redirect to the other name', ['v=spf1 ip4:192.0.2.1 redirect=MXLOGIN.com'], 'pass', /MXroute/],
    ['redirect beside include', ['v=spf1 include:mxroute.com redirect=_spf.example.net'], 'pass', /MXroute/],
    [
      'a broken TXT beside the right one',
      ['"v=spf1 -all"', 'v=spf1 include:mxroute.com -all'],
      'pass',
      /MXroute/,
    ],

    ['no TXT', undefined, 'fail', /no SPF record: publish "v=spf1 include:mxroute.com -all"/],
    ['no SPF among the TXT', ['hello'], 'fail', /no SPF record/],
    ['v=spf10', ['v=spf10 include:mxroute.com -all'], 'fail', /no SPF record/],
    ['v=spf1 with something glued on', ['v=spf1;include:mxroute.com'], 'fail', /no SPF record/],
    ['white space before v', [' v=spf1 include:mxroute.com -all'], 'fail', /no SPF record/],
    ['quotes in the text', ['"v=spf1 include:mxroute.com -all"'], 'fail', /no SPF record/],
    ['v=spf1 alone', ['v=spf1'], 'fail', /does not have "include:mxroute.com"/],
    [
      'two of them',
      ['v=spf1 include:mxroute.com -all', 'v=spf1 a -all'],
      'fail',
      /2 SPF records.*RFC 7208 4.5/,
    ],
    ['two, one in capitals', ['v=spf1 include:mxroute.com -all', 'V=SPF1'], 'fail', /2 SPF records/],
    [
      'the include missing',
      ['v=spf1 include:_spf.google.com -all'],
      'fail',
      /does not have "include:mxroute.com"/,
    ],
    ['after all', ['v=spf1 -all include:mxroute.com'], 'fail', /only after "all"/],
    ['after +all', ['v=spf1 all include:mxroute.com'], 'fail', /only after "all"/],
    [
      '-include',
      ['v=spf1 -include:mxroute.com ~all'],
      'fail',
      /"-include:mxroute.com", which does not allow/,
    ],
    ['~include', ['v=spf1 ~include:mxroute.com ~all'], 'fail', /"~include:mxroute.com"/],
    ['?include', ['v=spf1 ?include:mxroute.com ~all'], 'fail', /"\?include:mxroute.com"/],
    ['a longer name', ['v=spf1 include:mxroute.com.example.net -all'], 'fail', /does not have/],
    ['a name that ends so', ['v=spf1 include:notmxroute.com -all'], 'fail', /does not have/],
    ['a subdomain', ['v=spf1 include:spf.mxroute.com -all'], 'fail', /does not have/],
    ['a macro', ['v=spf1 include:%{d}.mxroute.com -all'], 'fail', /does not have/],
    [
      'another mechanism with the name',
      ['v=spf1 a:mxroute.com ptr:mxroute.com exists:mxroute.com -all'],
      'fail',
      /does not/,
    ],
    [
      'redirect with all',
      ['v=spf1 redirect=mxroute.com -all'],
      'fail',
      /does not count because there is an "all"/,
    ],
    ['redirect elsewhere', ['v=spf1 redirect=_spf.google.com'], 'fail', /does not have/],
    ['two redirects', ['v=spf1 redirect=mxroute.com redirect=mxroute.com'], 'fail', /does not have/],
    ['include= instead of include:', ['v=spf1 include=mxroute.com -all'], 'fail', /does not have/],

    ['+all', ['v=spf1 include:mxroute.com +all'], 'warn', /anybody may send/],
    ['all without qualifier', ['v=spf1 include:mxroute.com all'], 'warn', /anybody may send/],
    ['SERVFAIL', 'timeout', 'unknown', /could not be looked up/],
  ];

describe('SPF', () => {
  it.each(rows)('%s', (_what, texts, status, message) => {
    const result = check('spf', { 'TXT example.com': texts });
    expect(result).toMatchObject({ status, label: 'SPF', expectedHost: 'example.com' });
    expect(result.message).toMatch(message);
  });

  it('demands every name that MXroute includes', () => {
    const spf = { name: '@', value: '"v=spf1 include:mxroute.com " "include:two.example -all"' };
    expect(check('spf', { 'TXT example.com': ['v=spf1 include:mxroute.com -all'] }, { spf }).status).toBe(
      'fail',
    );
    const both = ['v=spf1 include:two.example include:mxroute.com -all'];
    expect(check('spf', { 'TXT example.com': both }, { spf }).status).toBe('pass');
  });

  it('says that a text only looks like SPF', () => {
    const result = check('spf', { 'TXT example.com': ['"v=spf1 include:mxroute.com -all"'] });
    expect(result.found).toEqual(['"v=spf1 include:mxroute.com -all"']);
    expect(result.notes.join()).toMatch(/looks like SPF/);
  });

  it('shows no control characters of what anybody may publish', () => {
    const result = check('spf', { 'TXT example.com': ['v=spf1 \u001b[31m\u202e -all'] });
    expect(result.found).toEqual(['v=spf1 \\u001b[31m\\u202e -all']);
  });

  it('is skipped where mail hosting is off or MXroute gives no record', () => {
    expect(check('spf', {}, { mailHosting: false })).toMatchObject({ status: 'skipped', asked: [] });
    expect(check('spf', {}, { spf: undefined })).toMatchObject({ status: 'skipped', asked: [] });
  });
});
