import { describe, expect, it } from 'vitest';
import {
  type FacetName,
  judge,
  RULES,
  type SeenByFacet,
} from '../../../../src-main/engine/account-watch/diff.ts';
import type { FacetRule, Known } from '../../../../src-main/engine/account-watch/rule.ts';
import type { MailboxFacts } from '../../../../src-main/engine/account-watch/seen.ts';

const SEEN_AT = Date.UTC(2026, 0, 5, 8);
const NOW = Date.UTC(2026, 0, 5, 20);

function known<F extends FacetName>(facet: F, seen: SeenByFacet[F]): Known {
  return judge({ domain: 'a.example', facet, seen, at: SEEN_AT }, undefined).next;
}
/** `action subject facts` of each change between two answers, the second of which MXroute gives twice. */
function changes<F extends FacetName>(facet: F, before: SeenByFacet[F], now: SeenByFacet[F]) {
  const sighting = { domain: 'a.example', facet, seen: now };
  const first = judge({ ...sighting, at: NOW }, known(facet, before));
  const second = judge({ ...sighting, at: NOW + 60_000 }, first.next);
  return [...first.changes, ...second.changes].map(({ action, subject, facts }) => [
    action,
    subject,
    JSON.parse(JSON.stringify(facts)),
  ]);
}
const list = <T>(items: Record<string, T>) => ({ items: new Map(Object.entries(items)), skipped: 0 });
const mailbox: MailboxFacts = { quotaMb: 1000, usageMb: 5, sendLimit: 400, suspended: false };
const domain = 'a.example';
const ANN = 'ann@a.example';
const BOB = { 'bob@a.example': mailbox };

describe('a mailbox', () => {
  const rows: [string, MailboxFacts | undefined, MailboxFacts | undefined, unknown[]][] = [
    ['unchanged', mailbox, mailbox, []],
    ['with more in it', mailbox, { ...mailbox, usageMb: 900 }, []],
    ['created', undefined, mailbox, [['mailbox.create', ANN, { domain, quotaMb: 1000, sendLimit: 400 }]]],
    ['created, its figures untold', undefined, {}, [['mailbox.create', ANN, { domain }]]],
    [
      'deleted',
      mailbox,
      undefined,
      [['mailbox.delete', ANN, { domain, usageMb: 5, quotaMb: 1000, readAt: '2026-01-05T08:00:00.000Z' }]],
    ],
    [
      'with another quota',
      mailbox,
      { ...mailbox, quotaMb: 0 },
      [['mailbox.quota_update', ANN, { domain, quotaMb: { before: 1000, after: 0 }, usageMb: 5 }]],
    ],
    [
      'with another limit',
      mailbox,
      { ...mailbox, sendLimit: 9600 },
      [['mailbox.update', ANN, { domain, sendLimit: { before: 400, after: 9600 } }]],
    ],
    [
      'suspended',
      mailbox,
      { ...mailbox, suspended: true },
      [['mailbox.update', ANN, { domain, suspended: { before: false, after: true } }]],
    ],
    [
      'suspended with another limit: one change',
      mailbox,
      { ...mailbox, suspended: true, sendLimit: 0 },
      [
        [
          'mailbox.update',
          ANN,
          { domain, sendLimit: { before: 400, after: 0 }, suspended: { before: false, after: true } },
        ],
      ],
    ],
    [
      'with all of it: two kinds',
      mailbox,
      { ...mailbox, quotaMb: 1, suspended: true },
      [
        ['mailbox.quota_update', ANN, { domain, quotaMb: { before: 1000, after: 1 }, usageMb: 5 }],
        ['mailbox.update', ANN, { domain, suspended: { before: false, after: true } }],
      ],
    ],
    ['that tells nothing', mailbox, {}, []],
    ['that tells for the first time', {}, mailbox, []],
  ];
  it.each(rows)('%s', (_what, before, now, expected) => {
    const of = (facts: MailboxFacts | undefined) => list({ ...BOB, ...(facts ? { [ANN]: facts } : {}) });
    expect(changes('mailboxes', of(before), of(now))).toEqual(expected);
  });

  it('what it does not tell stays known', () => {
    const before = known('mailboxes', list({ [ANN]: mailbox }));
    const silent = judge(
      { domain, facet: 'mailboxes', seen: list<MailboxFacts>({ [ANN]: {} }), at: NOW },
      before,
    );
    const again = list({ [ANN]: { ...mailbox, quotaMb: 2000 } });
    const verdict = judge({ domain, facet: 'mailboxes', seen: again, at: NOW + 1 }, silent.next);
    expect(verdict.changes[0]?.facts).toMatchObject({ quotaMb: { before: 1000, after: 2000 } });
  });
});

describe('a pointer', () => {
  it.each([
    ['alias', 'alias', []],
    ['alias', '', []],
    ['', 'alias', []],
    [
      'alias',
      'redirect',
      [
        ['pointer.delete', 'p.example', { domain, type: 'alias' }],
        ['pointer.create', 'p.example', { domain, type: 'redirect' }],
      ],
    ],
    [undefined, 'alias', [['pointer.create', 'p.example', { domain, type: 'alias' }]]],
    [undefined, '', [['pointer.create', 'p.example', { domain }]]],
    ['redirect', undefined, [['pointer.delete', 'p.example', { domain, type: 'redirect' }]]],
  ])('%j → %j', (before, now, expected) => {
    const of = (type: string | undefined) =>
      list({ 'q.example': 'alias', ...(type === undefined ? {} : { 'p.example': type }) });
    expect(changes('pointers', of(before), of(now))).toEqual(expected);
  });
});

describe('a forwarder', () => {
  const NAME = 'shop@a.example';
  it.each([
    [['x@b'], ['x@b'], []],
    [undefined, ['x@b'], [['forwarder.create', NAME, { domain, to: ['x@b'] }]]],
    [['x@b'], undefined, [['forwarder.delete', NAME, { domain, to: ['x@b'] }]]],
    [['x@b'], ['y@b'], [['forwarder.update', NAME, { domain, to: { before: ['x@b'], after: ['y@b'] } }]]],
    [
      ['x@b'],
      ['x@b', 'y@b'],
      [['forwarder.update', NAME, { domain, to: { before: ['x@b'], after: ['x@b', 'y@b'] } }]],
    ],
    [['x@b'], [], [['forwarder.update', NAME, { domain, to: { before: ['x@b'], after: [] } }]]],
  ])('%j → %j', (before, now, expected) => {
    const of = (to: string[] | undefined) =>
      list({ 'info@a.example': ['z@b'], ...(to ? { [NAME]: to } : {}) });
    expect(changes('forwarders', of(before), of(now))).toEqual(expected);
  });
});

describe('one value', () => {
  it.each([
    ['hosting', true, false, [['domain.mail_status', domain, { mailHosting: false }]]],
    ['hosting', false, true, [['domain.mail_status', domain, { mailHosting: true }]]],
    ['hosting', false, false, []],
    ['catchAll', 'fail', 'fail', []],
    ['catchAll', 'fail', 'blackhole', [['catchall.update', domain, { before: 'fail', after: 'blackhole' }]]],
    ['catchAll', 'x@b', 'y@b', [['catchall.update', domain, { before: 'x@b', after: 'y@b' }]]],
    ['spam', 5, 5, []],
    [
      'spam',
      5,
      12,
      [['spam.settings_update', domain, { settings: { highScore: { before: 5, after: 12 } } }]],
    ],
  ] as const)('%s: %j → %j', (facet, before, now, expected) => {
    expect(changes(facet, before, now)).toEqual(expected);
  });
});

it.each([
  ['whitelist', 'spam.whitelist_add', 'spam.whitelist_remove'],
  ['blacklist', 'spam.blacklist_add', 'spam.blacklist_remove'],
] as const)('an entry of the %s', (facet, added, removed) => {
  const of = (...entries: string[]) =>
    list(Object.fromEntries(entries.map((entry) => [entry, true as const])));
  expect(changes(facet, of('x@b', 'y@b'), of('x@b', '*@z'))).toEqual([
    [added, '*@z', {}],
    [removed, 'y@b', {}],
  ]);
});

describe('what is stored', () => {
  const seen: { [F in FacetName]: SeenByFacet[F] } = {
    hosting: true,
    pointers: list({ 'p.example': 'alias' }),
    forwarders: list({ 'f@a.example': ['x@b'] }),
    catchAll: 'fail',
    spam: 5,
    mailboxes: list<MailboxFacts>({ [ANN]: mailbox, '__proto__@a.example': {} }),
    whitelist: list({ '*@z': true as const }),
    blacklist: list({}),
  };
  const facets = Object.keys(seen) as FacetName[];

  it.each(facets)('%s is the same after a journey through JSON', <F extends FacetName>(facet: F) => {
    const rule = RULES[facet] as FacetRule<SeenByFacet[F]>;
    const throughJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;
    expect(rule.unpack(throughJson(rule.pack(seen[facet])))).toEqual(seen[facet]);
    const stored = known<F>(facet, seen[facet]);
    const verdict = judge<F>(
      { domain, facet, seen: seen[facet], at: NOW },
      { ...stored, value: throughJson(stored.value) },
    );
    expect(verdict).toMatchObject({ changes: [], doubted: false });
  });

  it.each(facets)('%s that cannot be read any more is a baseline again, never a change', (facet) => {
    const broken: Known = { value: { items: 'gone' }, readAt: 0, doubtedAt: null };
    expect(judge({ domain, facet, seen: seen[facet], at: NOW }, broken).changes).toEqual([]);
    expect((RULES[facet] as FacetRule<unknown>).unpack({ items: 'gone' })).toBeUndefined();
  });
});
