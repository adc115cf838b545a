import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readDns,
  readDomain,
  readDomains,
  readVerificationKey,
} from '../../../../src-main/engine/mxroute/answers.ts';
import { readMailboxes } from '../../../../src-main/engine/mxroute/mailbox-answer.ts';
import { messageOf } from './support.ts';

describe('GET /domains', () => {
  it('gives lower-case names, each once', () => {
    expect(readDomains('/domains', ['A.Example', 'b.example.', 'a.example'])).toEqual([
      'a.example',
      'b.example',
    ]);
  });

  it.each([[null], [5], [''], ['../etc'], ['a.example/b'], ['no-dot'], [{}]])(
    'does not read on past %j: a hole in the list would look like a deleted domain',
    (odd) => {
      expect(messageOf(() => readDomains('/domains', ['a.example', odd]))).toContain('`data[1]`');
    },
  );

  it('names path and field', () => {
    expect(messageOf(() => readDomains('/domains', { a: 1 }))).toBe(
      "MXroute's answer to GET /domains cannot be used: it has something unexpected in `data`.",
    );
  });
});

describe('GET /domains/{d}', () => {
  const read = (data: unknown) => readDomain('/domains/a.example', 'a.example', data);

  it.each([
    [['B.example'], ['b.example']],
    [[{ pointer: 'b.example', type: 'alias' }], ['b.example']],
    [{ 'b.example': { type: 'alias' }, 'c.example': 'redirect' }, ['b.example', 'c.example']],
    [[], []],
    [{}, []],
    [null, []],
    [undefined, []],
  ])('pointers %j', (pointers, expected) => {
    expect(read({ mail_hosting: true, pointers }).pointers).toEqual(expected);
  });

  it.each([
    [true, true],
    [false, false],
    [1, true],
    ['0', false],
    ['true', true],
  ])('mail_hosting %j', (mail_hosting, expected) => {
    expect(read({ mail_hosting }).mailHosting).toBe(expected);
  });

  it('ignores unknown fields and never guesses a missing one', () => {
    expect(read({ mail_hosting: true, colour: 'blue' })).toEqual({
      domain: 'a.example',
      mailHosting: true,
      pointers: [],
    });
    expect(messageOf(() => read({ domain: 'a.example' }))).toContain('lacks `data.mail_hosting`');
    expect(messageOf(() => read({ mail_hosting: 'maybe' }))).toContain('unexpected in `data.mail_hosting`');
  });
});

describe('GET /domains/{d}/dns', () => {
  const path = '/domains/a.example/dns';
  const mx_records = [{ priority: '10', hostname: 'Eagle.mxrouting.net.', description: 'x' }];

  it('reads hosts, numbers as strings, and what may be absent', () => {
    expect(readDns(path, { mx_records, spf: { value: 'v=spf1 -all' }, dkim: null })).toEqual({
      mx: [{ priority: 10, host: 'eagle.mxrouting.net' }],
      spf: { name: '@', value: 'v=spf1 -all' },
      dkim: undefined,
      verification: undefined,
    });
  });

  it.each([
    [{}, 'lacks `data.mx_records`'],
    [{ mx_records: [{ priority: 10 }] }, 'lacks `data.mx_records[0].hostname`'],
    [{ mx_records: [{ priority: 'high', hostname: 'a.b' }] }, 'unexpected in `data.mx_records[0].priority`'],
    [{ mx_records, dkim: { name: 'x._domainkey' } }, 'lacks `data.dkim.value`'],
    [{ mx_records, verification: { value: 'v' } }, 'lacks `data.verification.name`'],
  ])('%j fails naming the field', (data, problem) => {
    expect(messageOf(() => readDns(path, data))).toContain(problem);
  });
});

describe('GET /verification-key', () => {
  it('gives the record', () => {
    const record = { type: 'TXT', name: '_da-verify-1', value: 'domain-verified' };
    expect(readVerificationKey('/verification-key', { key: '_da-verify-1', record })).toEqual({
      name: '_da-verify-1',
      value: 'domain-verified',
    });
    expect(messageOf(() => readVerificationKey('/verification-key', { key: 'k' }))).toContain(
      'lacks `data.record`',
    );
  });
});

describe('GET /domains/{d}/email-accounts', () => {
  const path = '/domains/a.example/email-accounts';
  const full = {
    username: 'Info',
    email: 'Info@A.example',
    quota: 1024,
    usage: 256.5,
    limit: 9600,
    sent: 42,
    suspended: false,
  };
  const read = (data: unknown, domain = 'a.example') => readMailboxes(path, domain, data, 7);

  it('reads a mailbox under its lower-case key', () => {
    expect(read([full])).toEqual({
      mailboxes: [
        {
          mailbox: 'info@a.example',
          domain: 'a.example',
          quotaMb: 1024,
          usageMb: 256.5,
          sendLimit: 9600,
          sent: 42,
          suspended: false,
        },
      ],
      problems: [],
      complete: true,
      readAt: 7,
    });
  });

  it('takes numbers as strings', () => {
    const [mailbox] = read([{ ...full, quota: '1024', usage: ' 256.5 ', limit: '0', sent: '42' }]).mailboxes;
    expect(mailbox).toMatchObject({ quotaMb: 1024, usageMb: 256.5, sendLimit: 0, sent: 42 });
  });

  it.each([['unlimited'], [null], [-1], [''], [[]], [Number.NaN], ['1e3'], [true], [undefined]])(
    'usage %j is not measured, and reported',
    (usage) => {
      const { mailboxes, problems, complete } = read([{ ...full, usage }]);
      expect(mailboxes[0]?.usageMb).toBeUndefined();
      expect(problems).toEqual([expect.stringContaining('info@a.example: `usage`')]);
      expect(complete).toBe(true);
    },
  );

  it('takes an absent send limit as none, and an odd one as unknown', () => {
    const { limit: _absent, ...without } = full;
    expect(read([without]).mailboxes[0]?.sendLimit).toBe(0);
    expect(read([without]).problems).toEqual([]);
    for (const limit of ['many', null])
      expect(read([{ ...full, limit }]).mailboxes[0]?.sendLimit).toBeUndefined();
  });

  it('says what was not told at all: that need not be a change', () => {
    const untold = (record: unknown) => read([record]).mailboxes[0]?.untold;
    const { limit: _limit, suspended: _suspended, ...bare } = full;
    expect(untold(full)).toBeUndefined();
    expect(untold(bare)).toEqual(['sendLimit', 'suspended']);
    expect(untold({ ...full, limit: null, suspended: 'perhaps' })).toEqual(['sendLimit', 'suspended']);
    expect(untold({ ...full, limit: 'many' })).toBeUndefined();
  });

  it('skips one odd record, reports it, keeps its neighbours, and says that the list has a hole', () => {
    const { mailboxes, problems, complete, skipped } = read([
      null,
      full,
      { quota: 5 },
      { email: 'x@other.example' },
      'text',
    ]);
    expect(mailboxes.map(({ mailbox }) => mailbox)).toEqual(['info@a.example']);
    expect(problems).toHaveLength(4);
    expect(problems[0]).toBe(`GET ${path}: record 1 names no mailbox of a.example and is skipped.`);
    expect(complete).toBe(false);
    expect(skipped).toBe(4);
  });

  it('knows an international domain in both spellings', () => {
    const [mailbox] = read([{ ...full, email: 'info@müller.example' }], 'xn--mller-kva.example').mailboxes;
    expect(mailbox?.mailbox).toBe('info@xn--mller-kva.example');
  });

  it('fails where there is no list', () => {
    expect(messageOf(() => read({ a: 1 }))).toContain('has no list in `data`');
  });

  it('survives anything, and every number it gives is one', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.jsonValue(),
            fc.record({
              email: fc.constant('a@a.example'),
              quota: fc.jsonValue(),
              usage: fc.jsonValue(),
              limit: fc.jsonValue(),
              sent: fc.jsonValue(),
            }),
          ),
        ),
        (data) => {
          for (const { quotaMb, usageMb, sendLimit, sent } of read(data).mailboxes)
            for (const number of [quotaMb, usageMb, sendLimit, sent])
              if (number !== undefined) expect(Number.isFinite(number) && number >= 0).toBe(true);
        },
      ),
    );
  });
});
