import { describe, expect, it } from 'vitest';
import { rsaBits } from '../../../../../src-main/engine/dns-health/advice/rsa-bits.ts';
import type { Answer } from '../support.ts';
import { key, verdict } from './support.ts';

const HOST = 'x._domainkey.example.com';
const at = (answer: Answer) => ({ answers: { [`TXT ${HOST}`]: answer } });
const STRONG = key(2048);
const USUAL = key(1024);
const WEAK = key(768);
const ED25519 = Buffer.alloc(32, 7).toString('base64');

describe('the DKIM key', () => {
  it.each<[string, Answer, [string, string]]>([
    ['2048 bits', [`v=DKIM1; k=rsa; p=${STRONG}`], ['good', 'The DKIM key has 2048 bits.']],
    [
      'spread over white space, without k=',
      [`v=DKIM1; p=${STRONG.slice(0, 90)} ${STRONG.slice(90)}`],
      ['good', 'The DKIM key has 2048 bits.'],
    ],
    [
      '1024 bits',
      [`v=DKIM1; k=rsa; p=${USUAL}`],
      ['advice', 'The DKIM key has 1024 bits: ask for one of 2048 bits when you renew it.'],
    ],
    [
      'less than that',
      [`v=DKIM1; k=rsa; p=${WEAK}`],
      ['advice', 'The DKIM key has 768 bits, which can be broken: replace it by one of 2048 bits.'],
    ],
    [
      'Ed25519',
      [`v=DKIM1; k=ed25519; p=${ED25519}`],
      ['good', 'The DKIM key is an Ed25519 key, which is as strong as it gets.'],
    ],
    [
      'Ed25519 in name only',
      [`v=DKIM1; k=ed25519; p=${STRONG}`],
      ['advice', 'The DKIM record says Ed25519 but holds no such key: publish the key again.'],
    ],
    [
      'in test mode',
      [`v=DKIM1; k=rsa; t=s:y; p=${STRONG}`],
      ['advice', 'The DKIM key is marked as a test (t=y), so receivers may ignore it: remove t=y.'],
    ],
    ['strict, which is no test', [`v=DKIM1; t=s; p=${STRONG}`], ['good', 'The DKIM key has 2048 bits.']],
    [
      'no key at all',
      ['v=DKIM1; k=rsa; p=bm8ga2V5'],
      ['advice', 'The DKIM record holds no RSA key that can be read: publish the key again.'],
    ],
    ['revoked', ['v=DKIM1; p='], ['skipped', `No DKIM key is published at ${HOST}.`]],
    ['absent', { outcome: 'absent', resolver: 'test' }, ['skipped', `No DKIM key is published at ${HOST}.`]],
    ['not seen', 'timeout', ['unknown', `${HOST} could not be looked up: no resolver answered in time.`]],
  ])('%s', async (_, answer, expected) => {
    expect(await verdict('dkimKey', at(answer))).toEqual(expected);
  });

  it('is the one that MXroute signs with, where there are several', async () => {
    const world = {
      subject: { dkim: { name: 'mx2', value: `v=DKIM1; k=rsa; p=${STRONG}` } },
      answers: { 'TXT mx2.example.com': [`v=DKIM1; k=rsa; p=${WEAK}`, `v=DKIM1; k=rsa; p=${STRONG}`] },
    };
    expect(await verdict('dkimKey', world)).toEqual(['good', 'The DKIM key has 2048 bits.']);
  });
});

describe('the length of an RSA key', () => {
  it('is read from either form, and of odd lengths', () => {
    expect(rsaBits(Buffer.from(key(1536, 'pkcs1'), 'base64'))).toBe(1536);
    expect(rsaBits(Buffer.from(key(1032), 'base64'))).toBe(1032);
  });

  it('is not made up for bytes that are none', () => {
    const whole = Buffer.from(STRONG, 'base64');
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('30', 'hex'),
      Buffer.from('3080', 'hex'),
      whole.subarray(0, 100),
    ])
      expect(rsaBits(bytes)).toBeUndefined();
  });
});
