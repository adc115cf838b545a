import { describe, expect, it } from 'vitest';
import { CHECK_NAMES } from '../../../../../src-shared/dns-health.ts';
import { type Answers, check } from '../support.ts';

const DOMAIN = 'post.münchen.example';
const A_LABEL = 'post.xn--mnchen-3ya.example';
const EXPECTED = {
  domain: DOMAIN,
  mx: [{ priority: 10, host: 'xn--bcher-kva.example' }],
  spf: { name: '@', value: 'v=spf1 include:mxroute.com -all' },
  dkim: { name: 'x._domainkey', value: 'v=DKIM1; k=rsa; p=KEY' },
  verification: { name: `_verify.${DOMAIN}`, value: 'mine' },
};
const SETTINGS = { mxServer: 'xn--bcher-kva.example', requireMailCname: true, webmailInZone: true };

const RIGHT: Answers = {
  [`MX ${A_LABEL}`]: ['10 XN--bcher-kva.example.', '20 xn--strae-oqa.example'],
  [`TXT ${A_LABEL}`]: ['v=spf1 include:mxroute.com -all'],
  [`TXT x._domainkey.${A_LABEL}`]: ['v=DKIM1; k=rsa; p=KEY'],
  'TXT _dmarc.xn--mnchen-3ya.example': ['v=DMARC1; p=none'],
  [`TXT _verify.${A_LABEL}`]: ['mine'],
  [`CNAME mail.${A_LABEL}`]: ['xn--bcher-kva.example'],
  [`A webmail.${A_LABEL}`]: ['192.0.2.1'],
};
const WRONG: Answers = {
  [`MX ${A_LABEL}`]: ['1 xn--strae-oqa.example'],
  [`CNAME mail.${A_LABEL}`]: ['xn--strae-oqa.example'],
};

describe('international names', () => {
  describe.each<[string, Answers, string[]]>([
    ['all is right', RIGHT, ['pass', 'pass', 'pass', 'pass', 'pass', 'pass', 'pass']],
    ['all is wrong or missing', WRONG, ['fail', 'fail', 'warn', 'warn', 'warn', 'fail', 'pending']],
  ])('%s', (_, answers, statuses) => {
    const results = CHECK_NAMES.map((name) => check(name, answers, EXPECTED, SETTINGS));

    it('are judged like any other', () => {
      expect(results.map(({ status }) => status)).toEqual(statuses);
    });

    it('are asked for as A-labels and shown in Unicode', () => {
      for (const { asked, ...shown } of results) {
        expect(asked.join()).toMatch(/^[ -~]*$/);
        expect(JSON.stringify(shown)).not.toContain('xn--');
        expect(shown.expectedHost).toContain('münchen.example');
      }
    });
  });

  it('are recognized in whichever form MXroute, the zone or a person writes them', () => {
    const accepted = { ...SETTINGS, acceptedMxHosts: ['xn--strae-oqa.example'] };
    const published = { [`MX ${A_LABEL}`]: ['1 straße.example', '10 bücher.example'] };
    expect(check('mx', published, EXPECTED, accepted).status).toBe('pass');
  });
});
