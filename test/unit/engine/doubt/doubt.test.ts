import { describe, expect, it } from 'vitest';
import {
  A_SCAN_APART_MS,
  doubtedSince,
  isConfirmed,
  isCutShort,
  isMissing,
  isSudden,
  WITHIN_A_SCAN_MS,
  waitBeforeSecondLook,
} from '../../../../src-main/engine/doubt/doubt.ts';
import { createDoubts, type Doubts } from '../../../../src-main/engine/doubt/repository.ts';
import { doubtedLists, heldDomains } from '../../../../src-main/engine/doubt/wording.ts';
import { addAccount, tempDb } from '../../../support/temp-db.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('a list that lost some of its entries', () => {
  it.each([
    [0, 0, 'no', 'no'],
    [5, 0, 'no', 'no'],
    [1, 1, 'sudden', 'no'],
    [2, 1, 'no', 'no'],
    [2, 2, 'sudden', 'no'],
    [3, 2, 'no', 'no'],
    [3, 3, 'sudden', 'sudden'],
    [5, 3, 'sudden', 'sudden'],
    [6, 3, 'no', 'no'],
    [300, 150, 'no', 'no'],
    [300, 151, 'sudden', 'sudden'],
  ])('%i with %i gone: %s; one that is never empty: %s', (before, gone, any, neverEmpty) => {
    expect(isSudden(before, gone)).toBe(any === 'sudden');
    expect(isCutShort(before, gone)).toBe(neverEmpty === 'sudden');
    expect(isMissing(before, gone)).toBe(gone > 0);
  });
});

describe('a doubt', () => {
  it.each([
    ['none before', null, 0, 'never'],
    ['the same answer, shared within its minute', 0, MINUTE - 1, 'never'],
    ['another answer of the same scan', 0, MINUTE, 'within a scan, or a scan apart'],
    ['the answer of the scan that makes up for it', 0, HOUR, 'within a scan, or a scan apart'],
    ['the answer of another day', 0, HOUR + 1, 'a scan apart'],
    ['a clock that was set back', 2 * MINUTE, MINUTE, 'never'],
  ])('%s (since %s, at %i) confirms it %s', (_what, since, at, confirms) => {
    expect(isConfirmed(since, at, WITHIN_A_SCAN_MS)).toBe(confirms.includes('within'));
    expect(isConfirmed(since, at, A_SCAN_APART_MS)).toBe(confirms.includes('apart'));
  });

  it('counts from its first answer on, or from where the clock was set back to', () => {
    expect(doubtedSince(null, 5, 10)).toBe(5);
    expect(doubtedSince(5, 9, 10)).toBe(5);
    expect(doubtedSince(9, 5, 10)).toBe(5);
  });

  it('begins anew where the first answer is of another day', () => {
    expect(doubtedSince(5, 15, 10)).toBe(5);
    expect(doubtedSince(5, 16, 10)).toBe(16);
  });
});

describe('the doubts of a monitor', () => {
  const believes = (doubts: Doubts, subject: string, isSudden: boolean, at: number): boolean =>
    doubts.gone(subject, ['x', 'y'], isSudden, at).length === 2;
  const world = () => {
    const db = tempDb();
    addAccount(db, 'other');
    return { db, usage: createDoubts(db, 'default', 'usage') };
  };

  it('end with the answer that confirms them, and with the one that does not bear them out', () => {
    const { usage } = world();
    expect(believes(usage, 'a.example', true, 0)).toBe(false);
    expect(believes(usage, 'a.example', true, MINUTE)).toBe(true);
    expect(believes(usage, 'a.example', true, 2 * MINUTE), 'a new one').toBe(false);
    expect(believes(usage, 'a.example', false, 3 * MINUTE)).toBe(true);
    expect(believes(usage, 'a.example', true, 4 * MINUTE)).toBe(false);
  });

  it('about a list of one domain are not confirmed by a hiccup of another day, but by another answer soon after', () => {
    const { usage } = world();
    expect(believes(usage, 'a.example', true, 0)).toBe(false);
    expect(believes(usage, 'a.example', true, 72 * HOUR)).toBe(false);
    expect(believes(usage, 'a.example', true, 72 * HOUR + MINUTE)).toBe(true);
  });

  it('about the list of domains are confirmed by the next scan, however late it comes', () => {
    const { usage } = world();
    expect(believes(usage, '', true, 0)).toBe(false);
    expect(believes(usage, '', true, 72 * HOUR)).toBe(true);
  });

  it('confirm what both answers leave out; what only the second one leaves out begins a doubt of its own', () => {
    const { usage } = world();
    expect(usage.gone('', ['c', 'd', 'e'], true, 0)).toEqual([]);
    expect(usage.gone('', ['a', 'b', 'c'], true, MINUTE)).toEqual(['c']);
    expect(usage.gone('', ['a', 'b'], true, 2 * MINUTE)).toEqual(['a', 'b']);
    expect(usage.gone('', ['a', 'b'], true, 3 * MINUTE)).toEqual([]);
  });

  it('are about one subject, of one account, of one monitor', () => {
    const { db, usage } = world();
    believes(usage, 'a.example', true, 0);
    expect(believes(usage, '', true, MINUTE)).toBe(false);
    expect(believes(createDoubts(db, 'other', 'usage'), 'a.example', true, MINUTE)).toBe(false);
    expect(believes(createDoubts(db, 'default', 'dns'), 'a.example', true, MINUTE)).toBe(false);
  });

  it('go with the account, and are none about the domains of another login', () => {
    const { db, usage } = world();
    believes(usage, 'a.example', true, 0);
    db.prepare("UPDATE accounts SET label = 'renamed', username = username").run();
    expect(db.prepare('SELECT count(*) FROM doubts').pluck().get()).toBe(1);
    db.prepare("UPDATE accounts SET server = 'other.mxlogin.com' WHERE id = 'default'").run();
    expect(believes(usage, 'a.example', true, MINUTE), 'not its lists').toBe(false);
    expect(believes(usage, '', true, MINUTE), 'but that its domains are gone').toBe(true);
    db.prepare("DELETE FROM accounts WHERE id = 'default'").run();
    expect(db.prepare('SELECT count(*) FROM doubts').pluck().get()).toBe(0);
  });
});

it('what is doubted is said in a sentence', () => {
  expect(doubtedLists(0) + heldDomains(0)).toBe('');
  expect(doubtedLists(1)).toBe('1 list came back shorter than before: believed when MXroute says so again.');
  expect(doubtedLists(3)).toMatch(/^3 lists /);
  expect(heldDomains(3)).toBe(
    'MXroute suddenly left out 3 domains, kept as before: believed when it does so again.',
  );
});

it.each([
  { looked: 1, doubted: 1, minutes: 1 },
  { looked: 2, doubted: 2, minutes: 1 },
  { looked: 300, doubted: 3, minutes: 1 },
  { looked: 6, doubted: 3, minutes: 1 },
  { looked: 5, doubted: 3, minutes: 10 },
  { looked: 300, doubted: 300, minutes: 10 },
])(
  'of $looked lists $doubted are doubted: asked again after $minutes min',
  ({ looked, doubted, minutes }) => {
    expect(waitBeforeSecondLook(looked, doubted)).toBe(minutes * MINUTE);
  },
);
