import { describe, expect, it } from 'vitest';
import type { CertificateAnswer } from '../../../../../src-main/engine/dns-health/advice/certificate-probe.ts';
import type { Answers } from '../support.ts';
import { advise, NOW, verdict } from './support.ts';

const DAY_MS = 86_400_000;
const DNS: Answers = {
  'MX example.com': ['20 eagle-relay.mxlogin.com', '10 eagle.mxlogin.com'],
  'A eagle.mxlogin.com': ['192.0.2.25'],
  'AAAA eagle.mxlogin.com': ['2001:db8::25'],
};
const valid = (days: number): CertificateAnswer => ({
  kind: 'valid',
  validTo: NOW + days * DAY_MS,
  issuer: 'Let’s Encrypt',
});

describe('the certificate of the MX host', () => {
  it.each<[string, CertificateAnswer, [string, string]]>([
    ['valid', valid(60.5), ['good', 'The certificate of eagle.mxlogin.com is valid for another 60 days.']],
    [
      'just long enough',
      valid(14),
      ['good', 'The certificate of eagle.mxlogin.com is valid for another 14 days.'],
    ],
    [
      'soon to expire',
      valid(13.9),
      [
        'advice',
        'The certificate of eagle.mxlogin.com expires in 13 days: tell whoever runs this mail host.',
      ],
    ],
    [
      'today',
      valid(0.3),
      [
        'advice',
        'The certificate of eagle.mxlogin.com expires within a day: tell whoever runs this mail host.',
      ],
    ],
    [
      'refused',
      { kind: 'invalid', problem: 'is for another name' },
      [
        'advice',
        'eagle.mxlogin.com shows a certificate that is for another name: tell whoever runs this mail host.',
      ],
    ],
    [
      'not to be seen from here',
      { kind: 'unreachable' },
      [
        'unknown',
        'eagle.mxlogin.com could not be asked on port 25: many networks let nobody out there, so its certificate cannot be seen from here.',
      ],
    ],
    [
      'hidden by somebody in between',
      { kind: 'no-encryption' },
      [
        'unknown',
        'eagle.mxlogin.com offered this computer no encryption on port 25, as happens where a provider reads along there, so its certificate cannot be seen from here.',
      ],
    ],
  ])('%s', async (_, certificate, expected) => {
    expect(await verdict('mxCertificate', { answers: DNS, certificate })).toEqual(expected);
  });

  it.each<[string, Answers, [string, string]]>([
    ['no MX host', {}, ['skipped', 'example.com has no MX host.']],
    ['null MX', { 'MX example.com': ['0 .'] }, ['skipped', 'example.com has no MX host.']],
    [
      'MX not seen',
      { 'MX example.com': 'timeout' },
      ['unknown', 'example.com could not be looked up: no resolver answered in time.'],
    ],
    [
      'no address',
      { 'MX example.com': ['10 gone.example'] },
      ['advice', 'The MX host gone.example has no address, so no mail arrives there: correct the MX record.'],
    ],
    [
      'address not seen',
      { 'MX example.com': ['10 gone.example'], 'A gone.example': 'timeout' },
      ['unknown', 'gone.example could not be looked up: no resolver answered in time.'],
    ],
  ])('%s', async (_, answers, expected) => {
    expect(await verdict('mxCertificate', { answers })).toEqual(expected);
  });

  it('is asked of the host that mail goes to first, and shown with its date and issuer', async () => {
    const { connected, result } = await advise({ answers: DNS, certificate: valid(60) });
    expect(connected).toEqual(['smtp eagle.mxlogin.com 192.0.2.25,2001:db8::25']);
    expect(result('mxCertificate').found).toEqual([
      'eagle.mxlogin.com: valid until 2026-03-06, issued by Let’s Encrypt',
    ]);
  });
});
