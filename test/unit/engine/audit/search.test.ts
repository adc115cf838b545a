import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventFilter } from '../../../../src-main/engine/audit/event-filter.ts';
import { createEventQueries } from '../../../../src-main/engine/audit/query.ts';
import { createEventSearch } from '../../../../src-main/engine/audit/search.ts';
import { createSearchIndex } from '../../../../src-main/engine/audit/search-index.ts';
import type { Db } from '../../../../src-main/engine/storage/open.ts';
import { type AuditAction, actionDefinition } from '../../../../src-shared/audit-actions.ts';
import { addAccount, tempDb } from '../../../support/temp-db.ts';
import { forgetIndex, indexAll, indexerOf, type Written, writeEvent } from './search-support.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 5);

const searchOf = (db: Db, ms = 20, leastRows = 0) =>
  createEventSearch(db, createSearchIndex(db), { ms, leastRows });

/** All pages, as the window asks for them. */
function ids(db: Db, filter: EventFilter, { limit = 3, budgetMs = 20 } = {}): number[] {
  const search = searchOf(db, budgetMs);
  const found: number[] = [];
  let before: number | undefined;
  for (let call = 0; call < 10_000; call++) {
    const page = search({ ...filter, limit, ...(before === undefined ? {} : { before }) });
    expect(page.events.length).toBeLessThanOrEqual(limit);
    found.push(...page.events.map(({ id }) => id));
    if (page.nextBefore === null) return found;
    before = page.nextBefore;
  }
  throw new Error('The search comes to no end.');
}

const ACTIONS: AuditAction[] = [
  'mailbox.quota_alert',
  'dns.health_alert',
  'settings.update',
  'mailbox.create',
];
const NAMES = [
  'example.com',
  'Müller-Bau.example',
  'info@example.com',
  'a_b%c@x.example',
  '7 mailboxes',
  'zz',
];
const ACCOUNTS = ['default', 'other', null] as const;

const written = fc.record<Written>({
  action: fc.constantFrom(...ACTIONS),
  account: fc.constantFrom(...ACCOUNTS),
  // Clocks are set ahead and back: ids are in no order of time.
  at: fc.integer({ min: 0, max: 40 }).map((day) => START + day * DAY),
  target: fc.constantFrom(...NAMES),
  actor: fc.constantFrom('monitor', 'MXroute account'),
  details: fc.oneof(
    fc.constant({}),
    fc.constantFrom(...NAMES).map((subject) => ({ changes: [{ subject }, { subject: 'x.example' }] })),
  ),
});
const filters = fc.record<EventFilter>(
  {
    text: fc.constantFrom(
      'e',
      'EXAMPLE',
      'müller',
      '@',
      '%',
      '_',
      'zz',
      'full',
      'account',
      'nowhere',
      'fo@ex',
    ),
    actions: fc.subarray(ACTIONS),
    account: fc.constantFrom('default', 'other', 'gone'),
    from: fc.integer({ min: -1, max: 41 }).map((day) => START + day * DAY),
    to: fc.integer({ min: -1, max: 41 }).map((day) => START + day * DAY),
  },
  { requiredKeys: [] },
);

/** Word for word what the filter says, without any index. */
function expected(
  rows: (Written & { id: number })[],
  { text, actions, account, from, to }: EventFilter,
): number[] {
  const names = (row: Written) => [
    row.target ?? '',
    row.actor ?? '',
    actionDefinition(row.action as AuditAction).label,
    ...((row.details?.changes as { subject: string }[] | undefined) ?? []).map(({ subject }) => subject),
  ];
  return rows
    .filter(
      (row) =>
        (text === undefined || names(row).some((name) => name.toLowerCase().includes(text.toLowerCase()))) &&
        (actions === undefined || actions.includes(row.action as AuditAction)) &&
        (account === undefined || row.account === account) &&
        (from === undefined || (row.at ?? 0) >= from) &&
        (to === undefined || (row.at ?? 0) < to),
    )
    .map(({ id }) => id)
    .reverse();
}

describe('searching the log', () => {
  it('finds exactly what the filters say, however much is indexed and however short the time', () => {
    const db = tempDb();
    addAccount(db, 'other');
    fc.assert(
      fc.property(
        fc.array(written, { maxLength: 60 }),
        fc.array(filters, { minLength: 4, maxLength: 8 }),
        fc.record({ old: fc.integer({ min: 0, max: 60 }), fresh: fc.integer({ min: 0, max: 60 }) }),
        fc.constantFrom(0, 20),
        (events, asked, split, budgetMs) => {
          db.exec('DELETE FROM events');
          forgetIndex(db);
          const rows = events.map((event, index) => {
            // Older than the index, then indexed, then too fresh to be.
            if (index === Math.min(split.old, events.length)) forgetIndex(db);
            if (index === events.length - split.fresh) indexerOf(db).step(0);
            return { ...event, id: writeEvent(db, event) };
          });
          for (const filter of asked) expect(ids(db, filter, { budgetMs })).toEqual(expected(rows, filter));
          indexAll(db);
          for (const filter of asked) expect(ids(db, filter, { budgetMs })).toEqual(expected(rows, filter));
        },
      ),
      { numRuns: 25 },
    );
  }, 30_000);

  it('takes what is special elsewhere literally', () => {
    const db = tempDb();
    const odd = [
      '100%',
      'a_b',
      'say "hi"',
      "o'hara",
      'x*y',
      'a AND b',
      'NEAR(a, b)',
      '-minus',
      'back\\slash',
      '^',
    ];
    const found = new Map(odd.map((target) => [target, writeEvent(db, { target })]));
    writeEvent(db, { target: 'plain' });
    indexAll(db);
    for (const [target, id] of found) expect(ids(db, { text: target })).toEqual([id]);
  });

  it('searches the label as this version words it', () => {
    const db = tempDb();
    const id = writeEvent(db, { action: 'mailbox.quota_alert', target: 'b@x.example' });
    writeEvent(db, { action: 'dns.health_alert' });
    indexAll(db);
    expect(ids(db, { text: 'NEARLY full' })).toEqual([id]);
    expect(ids(db, { text: 'nearly full', actions: ['dns.health_alert'] })).toEqual([]);
    // What is stored is the action's name, which nobody is shown.
    expect(ids(db, { text: 'quota_alert' })).toEqual([]);
  });

  it('finds an event before anybody has indexed it', () => {
    const db = tempDb();
    indexAll(db);
    const id = writeEvent(db, { target: 'fresh.example' });
    expect(ids(db, { text: 'fresh' })).toEqual([id]);
  });

  it('does not find events that are gone, although the index still names them', () => {
    const db = tempDb();
    const [first, second] = [
      writeEvent(db, { target: 'a.example' }),
      writeEvent(db, { target: 'a.example' }),
    ];
    indexAll(db);
    db.prepare('DELETE FROM events WHERE id = ?').run(second);
    expect(ids(db, { text: 'a.example' })).toEqual([first]);
  });

  it('finds what was typed again after new subjects came', () => {
    const db = tempDb();
    const search = searchOf(db);
    writeEvent(db, { target: 'a.example' });
    indexAll(db);
    expect(search({ text: 'shop', limit: 5 }).events).toEqual([]);
    const id = writeEvent(db, { target: 'shop.example' });
    indexAll(db);
    expect(search({ text: 'shop', limit: 5 }).events.map((event) => event.id)).toEqual([id]);
  });

  it('looks below what is indexed although the index knows nothing of the account', () => {
    const db = tempDb();
    addAccount(db, 'other');
    const old = writeEvent(db, { account: 'other' });
    forgetIndex(db);
    writeEvent(db, { account: 'default' });
    indexerOf(db).step(0);
    expect(ids(db, { account: 'other' })).toEqual([old]);
  });

  it('says that there is no more only when there is not', () => {
    const db = tempDb();
    for (let count = 0; count < 4; count++) writeEvent(db, { target: 'a.example' });
    indexAll(db);
    const search = searchOf(db);
    const first = search({ text: 'a.ex', limit: 2 });
    expect(first.nextBefore).not.toBeNull();
    const second = search({ text: 'a.ex', limit: 2, before: first.nextBefore ?? 0 });
    expect(second).toMatchObject({ nextBefore: null, events: [{ id: 2 }, { id: 1 }] });
  });

  it('gives up its turn in time and goes on where it stopped', () => {
    const db = tempDb();
    for (let count = 0; count < 30; count++) writeEvent(db, { target: count === 0 ? 'needle' : 'hay' });
    const search = searchOf(db, 0);
    const page = search({ text: 'needle', limit: 5 });
    expect(page).toEqual({ events: [], nextBefore: expect.any(Number) });
    expect(ids(db, { text: 'needle' }, { budgetMs: 0 })).toEqual([1]);
  });

  it('comes in one piece where the log is short, however busy the machine is', () => {
    const db = tempDb();
    for (let id = 1; id <= 100; id++) writeEvent(db, { at: START + id });
    expect(searchOf(db, 0, 250)({ limit: 200 }).events).toHaveLength(100);
  });

  it('skips over years by what is known of their times', () => {
    const db = tempDb();
    db.transaction(() => {
      for (let count = 0; count < 5_000; count++) writeEvent(db, { at: START + count * DAY });
    })();
    indexAll(db);
    const search = searchOf(db, 0);
    // One look at the youngest, one at the first that can be of that day.
    const first = search({ from: START, to: START + DAY, limit: 1 });
    const second = search({ from: START, to: START + DAY, limit: 1, before: first.nextBefore ?? 0 });
    expect(first.nextBefore).toBeLessThanOrEqual(512);
    expect(second.nextBefore).toBeLessThan(512);
  });
});

describe('all that match at once, for the command line', () => {
  it('fills its limit whatever a page is allowed to leave for later', () => {
    const db = tempDb();
    for (let count = 0; count < 40; count++) writeEvent(db, { target: count % 4 === 0 ? 'a.example' : 'b' });
    const { list } = createEventQueries(db);
    expect(list({ limit: 100, text: 'a.example' })).toHaveLength(10);
    expect(list({ limit: 7, text: 'a.example' }).map(({ id }) => id)).toEqual([37, 33, 29, 25, 21, 17, 13]);
    expect(list({ limit: 5, before: 3 }).map(({ id }) => id)).toEqual([2, 1]);
  });
});
