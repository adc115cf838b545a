import { describe, expect, it } from 'vitest';
import type { Answers } from '../support.ts';
import { advise, verdict } from './support.ts';

const dmarc = (record: string, more: Answers = {}) => ({
  answers: { 'TXT _dmarc.example.com': [record], ...more },
});
const PERMISSION = 'TXT example.com._report._dmarc.reports.example.net';

describe('where DMARC reports go (RFC 7489 7.1)', () => {
  it.each<[string, string, Answers, [string, string]]>([
    [
      'an address of the domain',
      'v=DMARC1; p=none; rua=mailto:dmarc@example.com',
      {},
      ['good', 'DMARC reports go to dmarc@example.com.'],
    ],
    [
      'of the same owner needs no permission',
      'v=DMARC1; p=none; rua=mailto:dmarc@mail.example.com!10m, mailto:b@example.com',
      {},
      ['good', 'DMARC reports go to dmarc@mail.example.com, b@example.com.'],
    ],
    [
      'of somebody who agreed',
      'v=DMARC1; p=none; rua=mailto:x@reports.example.net',
      { [PERMISSION]: ['v=DMARC1;'] },
      ['good', 'DMARC reports go to x@reports.example.net.'],
    ],
    [
      'of somebody who did not',
      'v=DMARC1; p=none; rua=mailto:x@reports.example.net',
      {},
      [
        'advice',
        'Reports to x@reports.example.net are not sent: reports.example.net has to publish "v=DMARC1" as TXT at example.com._report._dmarc.reports.example.net, or use an address of your own.',
      ],
    ],
    [
      'failure reports need the same permission',
      'v=DMARC1; p=none; rua=mailto:x@example.com; ruf=mailto:x@reports.example.net',
      { [PERMISSION]: ['something else'] },
      [
        'advice',
        'Reports to x@reports.example.net are not sent: reports.example.net has to publish "v=DMARC1" as TXT at example.com._report._dmarc.reports.example.net, or use an address of your own.',
      ],
    ],
    [
      'a permission that could not be looked up is not missing',
      'v=DMARC1; p=none; rua=mailto:x@reports.example.net',
      { [PERMISSION]: 'timeout' },
      [
        'unknown',
        'example.com._report._dmarc.reports.example.net could not be looked up: no resolver answered in time.',
      ],
    ],
    [
      'nowhere',
      'v=DMARC1; p=reject',
      {},
      ['advice', 'The DMARC record asks for no reports: add rua=mailto: with an address of yours.'],
    ],
    [
      'only failure reports are asked for',
      'v=DMARC1; p=reject; ruf=mailto:x@example.com',
      {},
      ['advice', 'The DMARC record asks for no reports: add rua=mailto: with an address of yours.'],
    ],
    [
      'an address without mailto',
      'v=DMARC1; p=none; rua=dmarc@example.com',
      {},
      ['advice', '“dmarc@example.com” is no address for DMARC reports: write mailto:name@domain.'],
    ],
  ])('%s', async (_, record, more, expected) => {
    expect(await verdict('dmarcReports', dmarc(record, more))).toEqual(expected);
  });

  it('goes by the organizational domain where the domain has no record of its own', async () => {
    const { result, asked } = await advise({
      subject: { domain: 'shop.example.co.uk' },
      answers: { 'TXT _dmarc.example.co.uk': ['v=DMARC1; p=none; rua=mailto:x@other.co.uk'] },
    });
    expect(result('dmarcReports').message).toContain('TXT at example.co.uk._report._dmarc.other.co.uk');
    expect(asked).toContain('TXT example.co.uk._report._dmarc.other.co.uk');
  });

  it('says nothing where there is no policy that counts', async () => {
    expect(await verdict('dmarcReports', {})).toEqual([
      'skipped',
      'There is no DMARC record that could ask for reports.',
    ]);
    expect(
      await verdict('dmarcReports', {
        answers: { 'TXT _dmarc.example.com': ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] },
      }),
    ).toEqual(['skipped', 'There are several DMARC records, so none of them counts.']);
    expect(await verdict('dmarcReports', { answers: { 'TXT _dmarc.example.com': 'timeout' } })).toEqual([
      'unknown',
      '_dmarc.example.com could not be looked up: no resolver answered in time.',
    ]);
  });
});
