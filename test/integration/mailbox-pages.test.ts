import { beforeEach, describe, expect, it } from 'vitest';
import {
  createMailboxPages,
  type MailboxPageQuery,
} from '../../src-main/engine/mailbox-usage/page-queries.ts';
import type { Db } from '../../src-main/engine/storage/open.ts';
import { percentOf } from '../../src-shared/mailbox-usage.ts';
import { MAILBOX_SORTS } from '../../src-shared/views/mailboxes.ts';
import { fillBigData } from '../support/big-data.ts';
import { addAccount, tempDb } from '../support/temp-db.ts';

const THRESHOLDS = { storagePercent: 90, sendPercent: 90 };
const NOW = Date.UTC(2026, 0, 5, 8);
let db: Db;

interface Seed {
  mailbox: string;
  /** As MXroute spells it, where that is another form. */
  domain?: string;
  account?: string;
  quota?: number | null;
  usage?: number | null;
  limit?: number | null;
  sent?: number | null;
  readAt?: number;
  alarm?: 'storage' | 'sends' | 'sendRate';
}

function add({
  mailbox,
  domain = mailbox.slice(mailbox.indexOf('@') + 1),
  account = 'default',
  quota = 1000,
  usage = 100,
  limit = 0,
  sent = 0,
  ...rest
}: Seed) {
  db.prepare('INSERT INTO mailboxes VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)').run(
    ...[account, mailbox, domain, quota, usage, limit, sent, rest.readAt ?? NOW],
  );
  if (rest.alarm)
    db.prepare('INSERT INTO mailbox_alarms VALUES (?, ?, ?, ?)').run(account, mailbox, rest.alarm, NOW);
}

function page(query: Partial<MailboxPageQuery> = {}, accounts = ['default']) {
  const whole: MailboxPageQuery = { sort: 'mailbox', descending: false, offset: 0, limit: 100, ...query };
  return createMailboxPages(db).page(accounts, whole, THRESHOLDS);
}
const names = (query?: Partial<MailboxPageQuery>, accounts?: string[]) =>
  page(query, accounts).rows.map(({ mailbox }) => mailbox);

beforeEach(() => {
  db = tempDb();
});

describe('a page of mailboxes', () => {
  it('counts what is exactly at its threshold as the alarms do, at every one', () => {
    const all = Array.from({ length: 100 }, (_, index) => index + 1);
    for (const percent of all) {
      add({ mailbox: `s${percent}@storage.example`, usage: percent * 10 });
      add({ mailbox: `s${percent}@sends.example`, limit: 1000, sent: percent * 10, usage: 0 });
    }
    const pages = createMailboxPages(db);
    const shown = (domain: string, percent: number) =>
      pages.page(
        ['default'],
        { sort: 'mailbox', descending: false, offset: 0, limit: 1, domain, aboveOnly: true },
        { storagePercent: percent, sendPercent: percent },
      ).total;
    const wrong = all.filter((percent) =>
      ['storage.example', 'sends.example'].some((domain) => shown(domain, percent) !== 101 - percent),
    );
    expect(wrong).toEqual([]);
  });

  it('puts what is in alarm first, whatever its alarm is about, then the fullest', () => {
    add({ mailbox: 'full@a.example', usage: 890 });
    add({ mailbox: 'busy@a.example', usage: 10, limit: 100, sent: 95, alarm: 'sends' });
    add({ mailbox: 'endless@a.example', quota: 0 });
    add({ mailbox: 'over@a.example', usage: 950, alarm: 'storage' });
    add({ mailbox: 'hacked@a.example', quota: 0, alarm: 'sendRate' });
    expect(names({ sort: 'trouble' })).toEqual([
      'over@a.example',
      'busy@a.example',
      'hacked@a.example',
      'full@a.example',
      'endless@a.example',
    ]);
  });

  it('shows what is known of each, with its alarms', () => {
    add({ mailbox: 'info@a.example', usage: 950, limit: 400, sent: 100, alarm: 'storage' });
    expect(page()).toEqual({
      rows: [
        {
          account: 'default',
          mailbox: 'info@a.example',
          domain: 'a.example',
          quotaMb: 1000,
          usageMb: 950,
          sendLimit: 400,
          sent: 100,
          suspended: false,
          quotaPercent: 95,
          sendPercent: 25,
          readAt: new Date(NOW).toISOString(),
          alarms: ['storage'],
        },
      ],
      total: 1,
      above: 1,
    });
  });

  it('is empty where nothing was read yet', () => {
    expect(page({ text: 'info', domain: 'a.example', aboveOnly: true })).toEqual({
      rows: [],
      total: 0,
      above: 0,
    });
  });

  it('counts all that match, and shows those asked for', () => {
    for (let each = 0; each < 25; each++) add({ mailbox: `m${String(each).padStart(2, '0')}@a.example` });
    const second = page({ offset: 10, limit: 10 });
    expect(second.rows.map(({ mailbox }) => mailbox.slice(0, 3))).toEqual(
      Array.from({ length: 10 }, (_, each) => `m${each + 10}`),
    );
    expect(second.total).toBe(25);
    expect(page({ offset: 25 }).rows).toEqual([]);
  });

  it('shows the accounts that are asked for, and no other', () => {
    addAccount(db, 'second');
    add({ mailbox: 'info@a.example' });
    add({ mailbox: 'info@b.example', account: 'second' });
    expect(names({}, ['second'])).toEqual(['info@b.example']);
    expect(names({}, ['default', 'second'])).toEqual(['info@a.example', 'info@b.example']);
    expect(names({}, [])).toEqual([]);
  });
});

describe('searching', () => {
  beforeEach(() => {
    add({ mailbox: 'info@bücher.example' });
    add({ mailbox: 'sales@münchen.example', domain: 'xn--mnchen-3ya.example' });
    add({ mailbox: 'info@a.example' });
    add({ mailbox: '100%_sure@a.example' });
  });

  it.each([
    ['part of the name', 'ales@', ['sales@münchen.example']],
    ['across the @', 'o@a', ['info@a.example']],
    ['in capitals', 'INFO@A', ['info@a.example']],
    ['with blanks around', '  info@a ', ['info@a.example']],
    ['Unicode, where MXroute spells A-labels', 'münchen', ['sales@münchen.example']],
    ['Unicode in capitals', 'MÜNCHEN.EX', ['sales@münchen.example']],
    ['Unicode, decomposed as macOS types it', 'mu\u0308nchen', ['sales@münchen.example']],
    ['the whole name in Unicode', 'sales@münchen.example', ['sales@münchen.example']],
    ['A-labels, where MXroute spells Unicode', 'xn--bcher-kva', ['info@bücher.example']],
    ['A-labels, part of them', '@xn--bch', ['info@bücher.example']],
    ['as MXroute spells it', 'xn--mnchen', ['sales@münchen.example']],
    ['Unicode as MXroute spells it', 'bücher', ['info@bücher.example']],
    ['signs that mean something to databases', '%_', ['100%_sure@a.example']],
    ['nothing', '', undefined],
    ['what is not there', 'zebra', []],
  ])('%s: “%s”', (_, text, found) => {
    expect(names({ text })).toEqual(found ?? names());
    expect(page({ text }).total).toBe((found ?? names()).length);
  });

  it.each([
    ['a.example', 2],
    ['A.EXAMPLE', 2],
    ['münchen.example', 1],
    ['xn--mnchen-3ya.example', 1],
    ['xn--bcher-kva.example', 1],
    ['example', 0],
  ])('in the domain %s', (domain, total) => {
    expect(page({ domain })).toMatchObject({ total, rows: { length: total } });
  });

  it('in a domain', () => {
    expect(names({ domain: 'a.example', text: 'info' })).toEqual(['info@a.example']);
    expect(names({ domain: 'bücher.example', text: 'xn--bcher' })).toEqual(['info@bücher.example']);
  });
});

describe('sorting', () => {
  beforeEach(() => {
    add({ mailbox: 'b@a.example', usage: 500, limit: 100, sent: 90, readAt: NOW - 2 });
    add({ mailbox: 'a@a.example', usage: 900, quota: 2000, limit: 1000, sent: 95, readAt: NOW - 1 });
    add({ mailbox: 'c@a.example', usage: 800, quota: 0, limit: 0, sent: 900, readAt: NOW - 3 });
    add({ mailbox: 'd@a.example', usage: null, limit: null, sent: null, readAt: NOW });
  });

  it.each([
    ['mailbox', 'abcd', 'dcba'],
    ['storage', 'abcd', 'bacd'],
    ['used', 'bcad', 'acbd'],
    ['sends', 'abcd', 'bacd'],
    ['read', 'cbad', 'dabc'],
  ] as const)('by %s, what is not measured last', (sort, ascending, descending) => {
    const order = (query: Partial<MailboxPageQuery>) =>
      names(query)
        .map((name) => name[0])
        .join('');
    expect(order({ sort })).toBe(ascending);
    expect(order({ sort, descending: true })).toBe(descending);
  });

  it('equals stay in the order of their names, page after page', () => {
    for (const name of ['z', 'x', 'y']) add({ mailbox: `${name}@b.example`, usage: 100 });
    const equals = { domain: 'b.example', sort: 'storage' as const, limit: 1 };
    for (const descending of [true, false])
      expect([0, 1, 2].flatMap((offset) => names({ ...equals, descending, offset }))).toEqual([
        'x@b.example',
        'y@b.example',
        'z@b.example',
      ]);
  });
});

describe('“only those above their threshold”', () => {
  it.each<[string, Omit<Seed, 'mailbox'>, boolean]>([
    ['storage at the threshold', { usage: 900 }, true],
    ['storage just below it', { usage: 899.99 }, false],
    ['sends at the threshold', { limit: 400, sent: 360 }, true],
    ['sends below it', { limit: 400, sent: 359 }, false],
    ['between the lines, its alarm standing', { usage: 870, alarm: 'storage' }, true],
    ['sending unusually much', { alarm: 'sendRate' }, true],
    ['unlimited', { quota: 0, usage: 5000 }, false],
    ['not measured', { usage: null, limit: null, sent: null }, false],
  ])('%s', (_, seed, isAbove) => {
    add({ mailbox: 'it@a.example', ...seed });
    add({ mailbox: 'other@a.example' });
    expect(names({ aboveOnly: true })).toEqual(isAbove ? ['it@a.example'] : []);
    expect(page()).toMatchObject({ total: 2, above: isAbove ? 1 : 0 });
    expect(page({ aboveOnly: true }).total).toBe(isAbove ? 1 : 0);
  });

  it('counts within the search', () => {
    add({ mailbox: 'a@a.example', usage: 950 });
    add({ mailbox: 'b@a.example' });
    add({ mailbox: 'c@b.example', usage: 950 });
    expect(page({ domain: 'a.example' })).toMatchObject({ total: 2, above: 1 });
    expect(page({ domain: 'a.example', aboveOnly: true })).toMatchObject({ total: 1, above: 1 });
    expect(page({ text: 'b@' })).toMatchObject({ total: 1, above: 0 });
  });
});

describe('10,000 mailboxes in 500 domains', () => {
  it('any page is there at once (20 ms where nothing else is at work)', { timeout: 60_000 }, () => {
    addAccount(db, 'second');
    fillBigData(db, {
      accountId: 'default',
      domains: 500,
      mailboxes: 10_000,
      events: 0,
      deliveries: 0,
      seed: 4,
      now: NOW,
      sampleDays: 1,
    });
    const pages = createMailboxPages(db);
    const measured: Record<string, number> = {};
    const time = (label: string, query: Partial<MailboxPageQuery>) => {
      const whole: MailboxPageQuery = { sort: 'mailbox', descending: false, offset: 0, limit: 50, ...query };
      pages.page(['default'], whole, THRESHOLDS);
      const times = Array.from({ length: 15 }, () => {
        const startedAt = performance.now();
        pages.page(['default'], whole, THRESHOLDS);
        return performance.now() - startedAt;
      });
      measured[label] = Math.min(...times);
      return pages.page(['default'], whole, THRESHOLDS);
    };
    for (const sort of MAILBOX_SORTS)
      expect(time(`by ${sort}`, { sort, descending: true }).total).toBe(10_000);
    const { rows, total, above } = time('above only', { aboveOnly: true, sort: 'storage', descending: true });
    expect(above).toBeGreaterThan(50);
    expect(total).toBe(above);
    const percents = rows.map(({ usageMb, quotaMb }) => percentOf(usageMb, quotaMb) ?? 0);
    expect(percents).toEqual([...percents].sort((a, b) => b - a));
    time('search', { text: 'info', sort: 'used' });
    time('search in vain', { text: 'zebra-zebra' });
    time('the last page', { offset: 9_950 });
    time('500 at once', { limit: 500, sort: 'storage', descending: true });
    console.table(
      Object.fromEntries(Object.entries(measured).map(([label, ms]) => [label, `${ms.toFixed(1)} ms`])),
    );
    for (const [label, ms] of Object.entries(measured)) expect(ms, label).toBeLessThan(60);
  });
});
