import { describe, expect, it } from 'vitest';
import type { CheckStatus } from '../../../../../src-shared/dns-health.ts';
import { check } from '../support.ts';

const OURS = ['10 eagle.mxlogin.com', '20 eagle-relay.mxlogin.com'];

const rows: [
  what: string,
  published: string[] | 'timeout' | undefined,
  status: CheckStatus,
  message: RegExp,
][] = [
  ['both hosts published', OURS, 'pass', /goes to MXroute/],
  ['case ignored', ['10 EAGLE.mxlogin.COM', '20 eagle-relay.mxlogin.com'], 'pass', /MXroute/],
  ['trailing dots ignored', ['10 eagle.mxlogin.com.', '20 eagle-relay.mxlogin.com.'], 'pass', /MXroute/],
  ['other numbers', ['1 eagle.mxlogin.com', '99 eagle-relay.mxlogin.com'], 'pass', /MXroute/],
  ['the relay first: same machine', ['5 eagle-relay.mxlogin.com', '10 eagle.mxlogin.com'], 'pass', /MXroute/],
  ['a foreign host behind', [...OURS, '30 backup.example.net'], 'pass', /MXroute/],
  [
    'no MX at all',
    undefined,
    'fail',
    /no MX record.*"10 eagle.mxlogin.com" and "20 eagle-relay.mxlogin.com"/,
  ],
  ['null MX', ['0 .'], 'fail', /accepts no mail \(null MX\)/],
  ['null MX beside ours', ['0 .', ...OURS], 'fail', /null MX/],
  ['the primary missing', ['20 eagle-relay.mxlogin.com'], 'fail', /eagle.mxlogin.com is missing/],
  ['only somebody else', ['10 mx.google.com'], 'fail', /eagle.mxlogin.com is missing/],
  ['a name that only contains ours', ['10 eagle.mxlogin.com.example.net'], 'fail', /is missing/],
  ['only the relay missing', ['10 eagle.mxlogin.com'], 'warn', /"20 eagle-relay.mxlogin.com" is missing/],
  ['a foreign host first', ['1 mx.google.com', ...OURS], 'warn', /goes to mx.google.com before or beside/],
  ['a foreign host with an equal number', [...OURS, '10 mx.google.com'], 'warn', /mx.google.com/],
  [
    'a foreign host between ours',
    ['10 eagle.mxlogin.com', '15 mx.google.com', '20 eagle-relay.mxlogin.com'],
    'pass',
    /MXroute/,
  ],
  [
    'the primary twice, one of them behind a foreign host',
    [...OURS, '40 eagle.mxlogin.com', '30 b.net'],
    'pass',
    /MXroute/,
  ],
  ['no answer', 'timeout', 'unknown', /could not be looked up: no resolver answered in time/],
];

describe('MX', () => {
  it.each(rows)('%s', (_what, published, status, message) => {
    const result = check('mx', { 'MX example.com': published });
    expect(result).toMatchObject({ status, label: 'MX', expectedHost: 'example.com' });
    expect(result.message).toMatch(message);
    expect(result.expected).toEqual(OURS);
  });

  it('notes the foreign host that is only asked after MXroute', () => {
    const result = check('mx', { 'MX example.com': [...OURS, '30 backup.example.net'] });
    expect(result.notes).toEqual(['backup.example.net is not MXroute’s; it is only asked after MXroute.']);
    expect(result.found).toEqual([...OURS, '30 backup.example.net']);
  });

  it('says both when a foreign host is first and the relay is missing', () => {
    const result = check('mx', { 'MX example.com': ['1 mx.google.com', '10 eagle.mxlogin.com'] });
    expect(result.status).toBe('warn');
    expect(result.notes.join()).toContain('eagle-relay.mxlogin.com');
  });

  it('takes hosts under "Also accepted MX hosts" for ours, in any spelling', () => {
    const published = { 'MX example.com': ['1 filter.example.net', ...OURS] } as const;
    expect(check('mx', { ...published, 'MX example.com': [...published['MX example.com']] }).status).toBe(
      'warn',
    );
    const accepted = { acceptedMxHosts: ['FILTER.example.net.'] };
    expect(check('mx', { 'MX example.com': ['1 filter.example.net', ...OURS] }, {}, accepted).status).toBe(
      'pass',
    );
  });

  it('takes the lowest number for the primary, in whatever order MXroute lists them', () => {
    const mx = [
      { priority: 20, host: 'eagle-relay.mxlogin.com' },
      { priority: 10, host: 'eagle.mxlogin.com' },
    ];
    expect(check('mx', { 'MX example.com': ['10 eagle.mxlogin.com'] }, { mx }).status).toBe('warn');
    expect(check('mx', { 'MX example.com': ['10 eagle-relay.mxlogin.com'] }, { mx }).status).toBe('fail');
  });

  it('is skipped where mail hosting is off or MXroute names no host, and asks nothing then', () => {
    expect(check('mx', {}, { mailHosting: false })).toMatchObject({ status: 'skipped', asked: [] });
    expect(check('mx', {}, { mx: [] })).toMatchObject({ status: 'skipped', asked: [] });
  });

  it('asks for the A-label form and shows Unicode', () => {
    const result = check('mx', { 'MX xn--mnchen-3ya.de': OURS }, { domain: 'münchen.de' });
    expect(result).toMatchObject({
      status: 'pass',
      expectedHost: 'münchen.de',
      asked: ['MX xn--mnchen-3ya.de'],
    });
  });
});
