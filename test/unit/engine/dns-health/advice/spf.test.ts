import { describe, expect, it } from 'vitest';
import type { Answers } from '../support.ts';
import { advise, verdict } from './support.ts';

const includes = (count: number): string =>
  Array.from({ length: count }, (_, index) => `include:i${index}.example`).join(' ');
const leaves = (count: number): Answers =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`TXT i${index}.example`, ['v=spf1 ip4:192.0.2.1 -all']]),
  );
const spf = (record: string, more: Answers = {}) => ({ answers: { 'TXT example.com': [record], ...more } });
const TEN = '10 of at most 10 DNS look-ups.';

describe('how many look-ups an SPF record needs (RFC 7208 4.6.4)', () => {
  it.each<[string, string, Answers, [string, string]]>([
    [
      'addresses cost none',
      'v=spf1 ip4:192.0.2.1 ip6:2001:db8::/32 -all',
      {},
      ['good', '0 of at most 10 DNS look-ups.'],
    ],
    ['ten includes are enough', `v=spf1 ${includes(10)} -all`, leaves(10), ['good', TEN]],
    [
      'eleven are too many',
      `v=spf1 ${includes(11)} -all`,
      leaves(11),
      [
        'advice',
        'The SPF record of example.com needs 11 DNS look-ups and receivers stop at 10: remove what is no longer used.',
      ],
    ],
    [
      'what is included counts too, and as often as it is included',
      'v=spf1 include:a.example include:b.example -all',
      {
        'TXT a.example': ['v=spf1 include:c.example a mx -all'],
        'TXT b.example': ['v=spf1 include:c.example -all'],
        'TXT c.example': ['v=spf1 exists:x.example ptr -all'],
      },
      // a, b, 2 × c with two each, and a's own two.
      ['good', TEN],
    ],
    [
      'prefix lengths hide nothing',
      'v=spf1 a/24 mx/24//64 a:other.example/28 ~all',
      {},
      ['good', '3 of at most 10 DNS look-ups.'],
    ],
    [
      'what stands behind all is never asked',
      'v=spf1 a -all include:b.example mx',
      {},
      ['good', '1 of at most 10 DNS look-ups.'],
    ],
    [
      'a redirect counts',
      'v=spf1 a redirect=b.example',
      { 'TXT b.example': ['v=spf1 mx -all'] },
      ['good', '3 of at most 10 DNS look-ups.'],
    ],
    [
      'but not where all stands before it',
      'v=spf1 a redirect=b.example -all',
      {},
      ['good', '1 of at most 10 DNS look-ups.'],
    ],
    [
      'an include that leads nowhere',
      'v=spf1 include:gone.example -all',
      {},
      [
        'advice',
        'The SPF record of example.com asks for "include:gone.example", where there is no SPF record: receivers give up there, so remove it.',
      ],
    ],
    [
      'an include of a domain with two records',
      'v=spf1 include:two.example -all',
      { 'TXT two.example': ['v=spf1 -all', 'v=spf1 a -all'] },
      [
        'advice',
        'The SPF record of example.com asks for "include:two.example", where there are several SPF records: receivers give up there, so remove it.',
      ],
    ],
    [
      'a record that includes itself',
      'v=spf1 include:a.example -all',
      { 'TXT a.example': ['v=spf1 include:EXAMPLE.com. -all'] },
      [
        'advice',
        'The SPF record of example.com includes itself through example.com: receivers give up there, so remove it.',
      ],
    ],
    [
      'an mx with more than ten hosts',
      'v=spf1 mx -all',
      { 'MX example.com': Array.from({ length: 11 }, (_, index) => `10 mx${index}.example.com`) },
      [
        'advice',
        'The SPF record of example.com asks for "mx", which names 11 hosts where receivers read 10: receivers give up there, so remove it.',
      ],
    ],
    [
      'a macro that decides what is included cannot be counted',
      'v=spf1 a include:%{d}.spf.example -all',
      {},
      [
        'unknown',
        'At least 2 of 10 DNS look-ups; "include:%{d}.spf.example" depends on each message (macro), so it cannot be counted from here.',
      ],
    ],
    [
      'a macro in exists costs one, whatever it becomes',
      'v=spf1 exists:%{i}._spf.example -all',
      {},
      ['good', '1 of at most 10 DNS look-ups.'],
    ],
    [
      'what could not be looked up may hide more',
      'v=spf1 include:slow.example -all',
      { 'TXT slow.example': 'timeout' },
      ['unknown', 'At least 1 of 10 DNS look-ups; slow.example could not be looked up.'],
    ],
    [
      'too many is too many, whatever else is not known',
      `v=spf1 include:slow.example ${includes(10)} -all`,
      { ...leaves(10), 'TXT slow.example': 'timeout' },
      [
        'advice',
        'The SPF record of example.com needs 11 DNS look-ups and receivers stop at 10: remove what is no longer used.',
      ],
    ],
  ])('%s', async (_, record, more, expected) => {
    expect(await verdict('spfLookups', spf(record, more))).toEqual(expected);
  });

  it('shows every record that was read', async () => {
    const { result } = await advise(
      spf('v=spf1 include:xn--mnchen-3ya.example -all', { 'TXT xn--mnchen-3ya.example': ['v=spf1 -all'] }),
    );
    expect(result('spfLookups').found).toEqual([
      'example.com: v=spf1 include:xn--mnchen-3ya.example -all',
      'münchen.example: v=spf1 -all',
    ]);
  });

  it('does not judge what the SPF check judges', async () => {
    expect(await verdict('spfLookups', {})).toEqual(['skipped', 'example.com has no SPF record.']);
    expect(await verdict('spfVoidLookups', {})).toEqual(['skipped', 'example.com has no SPF record.']);
    expect(
      await verdict('spfLookups', { answers: { 'TXT example.com': ['v=spf1 -all', 'v=spf1 a'] } }),
    ).toEqual(['skipped', 'example.com has several SPF records, so none of them counts.']);
    expect(await verdict('spfLookups', { answers: { 'TXT example.com': 'timeout' } })).toEqual([
      'unknown',
      'example.com could not be looked up: no resolver answered in time.',
    ]);
  });

  it('ends, whoever builds a maze', async () => {
    const maze: Answers = {};
    for (let index = 0; index < 200; index++) {
      maze[`TXT m${index}.example`] = [
        `v=spf1 include:m${index + 1}.example include:m${index + 2}.example -all`,
      ];
    }
    const { result, asked } = await advise(spf('v=spf1 include:m0.example -all', maze));
    expect(result('spfLookups').status).toBe('advice');
    expect(asked.length).toBeLessThan(200);
  });
});

describe('names in an SPF record that do not exist', () => {
  it.each<[string, string, Answers, [string, string]]>([
    [
      'all exist',
      'v=spf1 a -all',
      { 'A example.com': ['192.0.2.1'] },
      ['good', 'Every name in the SPF record exists.'],
    ],
    [
      'a name with an IPv6 address only exists',
      'v=spf1 a -all',
      { 'AAAA example.com': ['2001:db8::1'] },
      ['good', 'Every name in the SPF record exists.'],
    ],
    [
      'two are borne',
      'v=spf1 a:x.example a:y.example -all',
      {},
      ['good', '2 of at most 2 void look-ups (x.example, y.example).'],
    ],
    [
      'three are not, whatever asks for them',
      'v=spf1 a:x.example exists:y.example mx:z.example -all',
      {},
      [
        'advice',
        '3 look-ups of the SPF record of example.com find nothing and receivers bear 2: remove x.example, y.example, z.example.',
      ],
    ],
    [
      'MX hosts without address count',
      'v=spf1 mx -all',
      { 'MX example.com': ['10 a.example', '20 b.example', '30 c.example'] },
      [
        'advice',
        '3 look-ups of the SPF record of example.com find nothing and receivers bear 2: remove a.example, b.example, c.example.',
      ],
    ],
    [
      'a macro may become such a name',
      'v=spf1 exists:%{i}.example a -all',
      { 'A example.com': ['192.0.2.1'] },
      [
        'unknown',
        '0 of at most 2 void look-ups so far; "exists:%{i}.example" depends on each message (macro), so it cannot be counted from here.',
      ],
    ],
    [
      'what could not be looked up is not called missing',
      'v=spf1 a:slow.example a:x.example a:y.example -all',
      { 'A slow.example': 'timeout' },
      ['unknown', '2 of at most 2 void look-ups so far; slow.example could not be looked up.'],
    ],
  ])('%s', async (_, record, more, expected) => {
    expect(await verdict('spfVoidLookups', spf(record, more))).toEqual(expected);
  });
});

it('a record of thousands of terms, which others may publish, asks nobody thousands of questions', async () => {
  const terms = Array.from({ length: 4_000 }, (_, index) => `a:h${index}.example mx:m${index}.example`).join(
    ' ',
  );
  const advised = await advise(
    spf('v=spf1 include:theirs.example -all', { 'TXT theirs.example': [`v=spf1 ${terms} -all`] }),
  );
  expect(advised.asked.length).toBeLessThan(200);
  expect(advised.result('spfLookups').status).toBe('advice');
  expect(advised.result('spfVoidLookups').status).not.toBe('good');
});

it('what was not looked up is not said to exist', async () => {
  const hosts = Array.from({ length: 60 }, (_, index) => `h${index}.example`);
  const advised = await advise(
    spf(
      `v=spf1 ${hosts.map((host) => `a:${host}`).join(' ')} -all`,
      Object.fromEntries(hosts.map((host) => [`A ${host}`, ['192.0.2.1']])),
    ),
  );
  expect(advised.result('spfVoidLookups')).toMatchObject({ status: 'unknown' });
});
