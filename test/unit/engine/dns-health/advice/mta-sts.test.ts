import { describe, expect, it } from 'vitest';
import { allowsHost, parsePolicy } from '../../../../../src-main/engine/dns-health/advice/mta-sts-policy.ts';
import type { PolicyAnswer } from '../../../../../src-main/engine/dns-health/advice/policy-fetch.ts';
import type { Answers } from '../support.ts';
import { advise, verdict } from './support.ts';

const URL = 'https://mta-sts.example.com/.well-known/mta-sts.txt';
const DNS: Answers = {
  'TXT _mta-sts.example.com': ['v=STSv1; id=20260105T120000;'],
  'A mta-sts.example.com': ['192.0.2.7'],
  'MX example.com': ['10 eagle.mxlogin.com', '20 eagle-relay.mxlogin.com'],
};
const lines = (...text: string[]) => ['version: STSv1', ...text].join('\r\n');
const text = (policy: string, contentType = 'text/plain; charset=utf-8'): PolicyAnswer => ({
  kind: 'text',
  text: policy,
  contentType,
});
const IN_FORCE = lines('mode: enforce', 'mx: *.mxlogin.com', 'max_age: 1209600');

describe('MTA-STS: the policy (RFC 8461)', () => {
  it.each<[string, PolicyAnswer, [string, string]]>([
    ['in force', text(IN_FORCE), ['good', 'The MTA-STS policy is in force and names every MX host.']],
    [
      'only tested',
      text(lines('mode: testing', 'mx: *.mxlogin.com', 'max_age: 1209600')),
      [
        'advice',
        'The MTA-STS policy is only tested (mode: testing): set mode: enforce once reports are clean.',
      ],
    ],
    [
      'switched off',
      text(lines('mode: none', 'max_age: 86400')),
      ['advice', 'The MTA-STS policy is switched off (mode: none): remove it, or set mode: enforce.'],
    ],
    [
      'one MX host is not in it',
      text(lines('mode: enforce', 'mx: eagle.mxlogin.com', 'max_age: 1209600')),
      [
        'advice',
        'The MTA-STS policy does not name eagle-relay.mxlogin.com, which senders then refuse to deliver to: add it as mx:.',
      ],
    ],
    [
      'soon forgotten',
      text(lines('mode: enforce', 'mx: *.mxlogin.com', 'max_age: 86400')),
      ['advice', 'The MTA-STS policy is forgotten within a week: set max_age to 604800 or more.'],
    ],
    [
      'a web page',
      text('<html>', 'text/html'),
      [
        'advice',
        'The MTA-STS policy is served as “text/html”, which senders may refuse: serve it as text/plain.',
      ],
    ],
    [
      'not a policy',
      text('hello'),
      ['advice', 'The MTA-STS policy does not say "version: STSv1": correct the file.'],
    ],
    [
      'not there',
      { kind: 'status', status: 404 },
      ['advice', `${URL} answers with status 404 instead of the policy: put it there.`],
    ],
    [
      'somewhere else',
      { kind: 'status', status: 301 },
      ['advice', `${URL} redirects, which senders do not follow: serve the policy there itself.`],
    ],
    [
      'too long',
      { kind: 'too-large' },
      ['advice', `${URL} is longer than the 64 kB that senders read: shorten it.`],
    ],
    [
      'behind a bad certificate',
      { kind: 'certificate', problem: 'has expired' },
      ['advice', `${URL} shows a certificate that has expired, so senders ignore the policy: renew it.`],
    ],
    [
      'not to be had',
      { kind: 'unreachable', reason: 'it did not answer in time' },
      ['unknown', `${URL} could not be read from here: it did not answer in time.`],
    ],
  ])('%s', async (_, policy, expected) => {
    expect(await verdict('mtaSts', { answers: DNS, policy })).toEqual(expected);
  });
});

describe('MTA-STS: the record', () => {
  it.each<[string, Answers, [string, string]]>([
    [
      'absent',
      { 'TXT _mta-sts.example.com': { outcome: 'absent', resolver: 'test' } },
      [
        'advice',
        'There is no MTA-STS policy, so senders do not insist on encryption: publish one to make them.',
      ],
    ],
    [
      'twice',
      { 'TXT _mta-sts.example.com': ['v=STSv1; id=1;', 'v=STSv1; id=2;'] },
      ['advice', 'There are several MTA-STS records, so none counts: keep one.'],
    ],
    [
      'without id',
      { 'TXT _mta-sts.example.com': ['v=STSv1;'] },
      ['advice', 'The MTA-STS record has no valid id=: give it one of up to 32 letters and digits.'],
    ],
    [
      'not seen',
      { 'TXT _mta-sts.example.com': 'timeout' },
      ['unknown', '_mta-sts.example.com could not be looked up: no resolver answered in time.'],
    ],
    [
      'whose host does not exist',
      { 'A mta-sts.example.com': { outcome: 'absent', resolver: 'test' } },
      [
        'advice',
        'The MTA-STS policy cannot be read because mta-sts.example.com does not exist: publish the name.',
      ],
    ],
    [
      'whose host could not be looked up',
      { 'A mta-sts.example.com': 'timeout' },
      ['unknown', 'mta-sts.example.com could not be looked up: no resolver answered in time.'],
    ],
    [
      'while the MX hosts could not be looked up',
      { 'MX example.com': 'timeout' },
      ['unknown', 'example.com could not be looked up: no resolver answered in time.'],
    ],
  ])('%s', async (_, change, expected) => {
    expect(await verdict('mtaSts', { answers: { ...DNS, ...change }, policy: text(IN_FORCE) })).toEqual(
      expected,
    );
  });

  it('is what the policy is fetched for, from the addresses in DNS', async () => {
    expect((await advise({ answers: DNS })).connected).toContain('https mta-sts.example.com 192.0.2.7');
    const { connected } = await advise({ answers: { ...DNS, 'TXT _mta-sts.example.com': ['other'] } });
    expect(connected.filter((each) => each.startsWith('https'))).toEqual([]);
  });
});

describe('an MTA-STS policy file', () => {
  it.each([
    [lines('mode: enforce', 'max_age: 1'), 'names no MX host'],
    [lines('mode: strict', 'mx: a', 'max_age: 1'), 'needs "mode:" with enforce, testing or none'],
    [lines('mode: enforce', 'mx: a'), 'needs "max_age:" with seconds up to 31557600'],
    [lines('mode: enforce', 'mx: a', 'max_age: 99999999'), 'needs "max_age:" with seconds up to 31557600'],
    ['mode: enforce\nmx: a\nmax_age: 1', 'does not say "version: STSv1"'],
  ])('%#', (file, problem) => {
    expect(parsePolicy(file)).toBe(problem);
  });

  it('is read with either line end, and unknown fields are passed over', () => {
    expect(
      parsePolicy('version: STSv1\nfuture: 1\nmode:enforce\nmx: A.example.\nmx: *.b.example\nmax_age: 10\n'),
    ).toEqual({
      mode: 'enforce',
      mx: ['a.example', '*.b.example'],
      maxAgeSeconds: 10,
    });
  });

  it('takes a star for exactly one label', () => {
    const policy = { mode: 'enforce', mx: ['*.example', 'mx.example.net'], maxAgeSeconds: 1 } as const;
    const allowed = ['a.example', 'a.b.example', 'example', 'mx.example.net', 'x.mx.example.net'].filter(
      (host) => allowsHost({ ...policy, mx: [...policy.mx] }, host),
    );
    expect(allowed).toEqual(['a.example', 'mx.example.net']);
  });
});
