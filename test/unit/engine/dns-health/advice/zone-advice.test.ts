import { describe, expect, it } from 'vitest';
import type { Answers } from '../support.ts';
import { advise, verdict } from './support.ts';

const ABSENT = { outcome: 'absent', resolver: 'test' } as const;

describe('TLS reporting (RFC 8460)', () => {
  it.each<[string, Answers, [string, string]]>([
    [
      'asked for',
      { 'TXT _smtp._tls.example.com': ['v=TLSRPTv1; rua=mailto:tls@example.com,https://x.example/tls'] },
      ['good', 'TLS reports go to tls@example.com, https://x.example/tls.'],
    ],
    [
      'not asked for',
      { 'TXT _smtp._tls.example.com': ['unrelated'] },
      [
        'advice',
        'Nobody is asked for TLS reports: publish "v=TLSRPTv1; rua=mailto:…" as TXT at _smtp._tls.example.com.',
      ],
    ],
    [
      'twice',
      {
        'TXT _smtp._tls.example.com': [
          'v=TLSRPTv1; rua=mailto:a@b.example',
          'v=TLSRPTv1; rua=mailto:c@b.example',
        ],
      },
      ['advice', 'There are several TLS reporting records, so none counts: keep one.'],
    ],
    [
      'without address',
      { 'TXT _smtp._tls.example.com': ['v=TLSRPTv1;'] },
      ['advice', 'The TLS reporting record has no usable address: write rua=mailto:name@domain.'],
    ],
    [
      'not seen',
      { 'TXT _smtp._tls.example.com': 'timeout' },
      ['unknown', '_smtp._tls.example.com could not be looked up: no resolver answered in time.'],
    ],
  ])('%s', async (_, answers, expected) => {
    expect(await verdict('tlsRpt', { answers })).toEqual(expected);
  });
});

describe('CAA for the mail host (RFC 8659)', () => {
  it.each<[string, Answers, [string, string]]>([
    [
      'the nearest set counts',
      { 'CAA mail.example.com': ['0 issue letsencrypt.org'], 'CAA example.com': ['0 issue other.example'] },
      ['good', 'Only letsencrypt.org may issue a certificate for mail.example.com.'],
    ],
    [
      'else the one above',
      { 'CAA example.com': ['0 issue letsencrypt.org; validationmethods=dns-01', '0 issue digicert.com'] },
      ['good', 'Only letsencrypt.org, digicert.com may issue a certificate for mail.example.com.'],
    ],
    [
      'none on the way up',
      {},
      [
        'advice',
        'Any authority may issue a certificate for mail.example.com: publish CAA records that name the ones you use.',
      ],
    ],
    [
      'nobody may',
      { 'CAA example.com': ['0 issue ;'] },
      [
        'advice',
        'The CAA records at example.com forbid every authority to issue for mail.example.com: name the one whose certificate it uses.',
      ],
    ],
    [
      'only wildcards are limited',
      { 'CAA example.com': ['0 issuewild ;'] },
      ['good', 'The CAA records at example.com do not limit who may issue for mail.example.com.'],
    ],
    [
      'a critical tag that nobody knows',
      { 'CAA example.com': ['0 issue letsencrypt.org', '128 future x'] },
      [
        'advice',
        'The CAA tag “future” is marked critical and hardly any authority knows it, so none will issue: remove it.',
      ],
    ],
    [
      'not seen: what lies above may not count',
      { 'CAA mail.example.com': 'timeout', 'CAA example.com': ['0 issue letsencrypt.org'] },
      ['unknown', 'mail.example.com could not be looked up: no resolver answered in time.'],
    ],
  ])('%s', async (_, answers, expected) => {
    expect(await verdict('caa', { answers })).toEqual(expected);
  });

  it('is looked up no further than needed', async () => {
    const { asked, result } = await advise({ answers: { 'CAA example.com': ['0 issue letsencrypt.org'] } });
    expect(asked.filter((question) => question.startsWith('CAA'))).toEqual([
      'CAA mail.example.com',
      'CAA example.com',
    ]);
    expect(result('caa').found).toEqual(['example.com: 0 issue "letsencrypt.org"']);
  });
});

describe('DNSSEC', () => {
  const DS = ['12345 13 2 abcdef'];
  const SERVFAIL = { outcome: 'unknown', reason: 'servfail' } as const;
  it.each<[string, string, Answers, [string, string]]>([
    [
      'a DS record at the parent',
      'example.com',
      { 'NS example.com': ['ns1.example.net'], 'DS example.com': DS },
      ['good', 'example.com is signed.'],
    ],
    [
      'none',
      'example.com',
      { 'NS example.com': ['ns1.example.net'] },
      [
        'advice',
        'example.com is not signed: switch DNSSEC on where its DNS is hosted and add the DS record at the registrar.',
      ],
    ],
    [
      'a name within a signed zone',
      'shop.example.com',
      { 'NS example.com': ['ns1.example.net'], 'DS example.com': DS },
      ['good', 'example.com is signed.'],
    ],
    [
      'a zone of its own below a signed one',
      'shop.example.com',
      { 'NS shop.example.com': ['ns1.other.example'], 'DS example.com': DS },
      [
        'advice',
        'shop.example.com is not signed: switch DNSSEC on where its DNS is hosted and add the DS record at the registrar.',
      ],
    ],
    [
      'the DS record could not be looked up',
      'example.com',
      { 'NS example.com': ['ns1.example.net'], 'DS example.com': 'timeout' },
      ['unknown', 'example.com could not be looked up: no resolver answered in time.'],
    ],
    [
      'signed, but resolvers refuse the answers',
      'example.com',
      { 'NS example.com': SERVFAIL, 'DS example.com': DS },
      [
        'unknown',
        'example.com has a DS record but cannot be looked up (SERVFAIL), as happens where signatures are wrong or out of date.',
      ],
    ],
    [
      'whose zone it is could not be looked up',
      'shop.example.com',
      { 'NS shop.example.com': 'timeout', 'DS example.com': DS },
      ['unknown', 'shop.example.com could not be looked up: no resolver answered in time.'],
    ],
  ])('%s', async (_, domain, answers, expected) => {
    expect(await verdict('dnssec', { answers, subject: { domain } })).toEqual(expected);
  });

  it('knows public suffixes of two labels', async () => {
    const world = { subject: { domain: 'shop.example.co.uk' }, answers: { 'DS example.co.uk': DS } };
    expect(await verdict('dnssec', world)).toEqual(['good', 'example.co.uk is signed.']);
  });
});

describe('every advisory check', () => {
  it('says why it matters, in one sentence, also where nothing is published', async () => {
    const { results } = await advise({ answers: { 'MX example.com': ABSENT } });
    expect(results).toHaveLength(9);
    for (const { label, why, message } of results) {
      expect(label).not.toBe('');
      expect(why).toMatch(/^[A-Z].*[^.]\.$/);
      expect(message).toMatch(/\.$/);
    }
  });

  it('leaves a domain alone whose mail is not hosted here, but for its signatures', async () => {
    const { results, asked, connected } = await advise({ subject: { mailHosting: false } });
    expect(results.filter(({ status }) => status !== 'skipped').map(({ name }) => name)).toEqual(['dnssec']);
    expect(asked.every((question) => /^(NS|DS) /.test(question))).toBe(true);
    expect(connected).toEqual([]);
  });

  it('never calls missing what could not be looked up', async () => {
    const { results, connected } = await advise({
      answers: new Proxy({}, { get: () => 'timeout' }),
      certificate: { kind: 'valid', validTo: 0, issuer: 'x' },
    });
    expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 9 }, () => 'unknown'));
    expect(connected).toEqual([]);
  });

  it('asks nothing twice', async () => {
    const { asked } = await advise({
      answers: {
        'MX example.com': ['10 mx.example.com'],
        'TXT example.com': ['v=spf1 mx include:a.example include:a.example -all'],
        'TXT a.example': ['v=spf1 -all'],
      },
    });
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('speaks Unicode of international names', async () => {
    const { results } = await advise({ subject: { domain: 'xn--mnchen-3ya.example' } });
    const shown = results.map(({ message }) => message).join(' ');
    expect(shown).toContain('mail.münchen.example');
    expect(shown).not.toContain('xn--');
  });

  it('lets nothing that is published write to a terminal', async () => {
    const { result } = await advise({ answers: { 'TXT example.com': ['v=spf1 include:\u001b[31m -all'] } });
    expect(JSON.stringify(result('spfLookups'))).not.toContain('\\u001b[31m"');
    expect(result('spfLookups').found[0]).toContain('\\u001b');
  });
});
