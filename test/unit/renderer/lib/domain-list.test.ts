import { describe, expect, it } from 'vitest';
import {
  countStatuses,
  type DomainColumn,
  matchesText,
  nextSort,
  searchDomains,
  sortDomains,
  TROUBLE_FIRST,
  withStatus,
} from '../../../../src-renderer/lib/domain-list.ts';
import { names, row } from './domain-rows.ts';

describe('searching domains', () => {
  it.each([
    ['acme.example', 'acme', true],
    ['acme.example', 'ACME', true],
    ['acme.example', ' me.ex ', true],
    ['acme.example', 'contoso', false],
    ['acme.example', '', true],
    ['bücher.example', 'büch', true],
    ['bücher.example', 'bu\u0308ch', true],
    ['bücher.example', 'xn--bcher-kva', true],
    ['bücher.example', 'XN--', true],
    ['acme.example', 'xn--', false],
    ['acme.example', 'https://acme.example/', true],
    ['acme.example', 'acme.example.', true],
  ])('%s is found by “%s”: %s', (domain, text, found) => {
    expect(matchesText(domain, text)).toBe(found);
  });

  it('within one account leaves the same name of another out', () => {
    const rows = [row('acme.example'), row('acme.example', 'healthy', {}, { account: 'second' })];
    expect(searchDomains(rows, { text: 'acme', account: 'second' })).toEqual([rows[1]]);
    expect(searchDomains(rows, { text: 'acme', account: null })).toHaveLength(2);
  });
});

describe('the status filter', () => {
  const rows = [row('a', 'healthy'), row('b', 'unhealthy'), row('c', 'degraded'), row('d', 'unhealthy')];

  it('shows any of the chosen, and all where none is', () => {
    expect(names(withStatus(rows, ['unhealthy', 'degraded']))).toEqual(['b', 'c', 'd']);
    expect(withStatus(rows, [])).toEqual(rows);
  });

  it('counts each, also those that are not there', () => {
    expect(countStatuses(rows)).toEqual({ unhealthy: 2, degraded: 1, unknown: 0, healthy: 1 });
  });
});

describe('sorting domains', () => {
  const fullest = (quotaPercent: number) => ({
    fullest: { mailbox: 'x', quotaPercent, usageMb: 1, quotaMb: 1, alarm: false },
  });
  const rows = [
    row('b', 'healthy', {}, { mailboxes: 10, checkedAt: '2026-01-02T00:00:00Z', ...fullest(20) }),
    row('c', 'unhealthy', { mx: 'fail' }, { mailboxes: 9, checkedAt: null }),
    row(
      'a',
      'degraded',
      { dkim: 'warn' },
      { mailboxes: 2, checkedAt: '2026-01-01T00:00:00Z', ...fullest(91) },
    ),
  ];
  const sorted = (by: DomainColumn, descending: boolean) => names(sortDomains(rows, { by, descending }));

  it.each<[DomainColumn, boolean, string[]]>([
    ['status', false, ['c', 'a', 'b']],
    ['status', true, ['b', 'a', 'c']],
    ['domain', false, ['a', 'b', 'c']],
    ['domain', true, ['c', 'b', 'a']],
    ['mx', false, ['c', 'a', 'b']],
    ['dkim', false, ['a', 'c', 'b']],
    ['mailboxes', true, ['b', 'c', 'a']],
    ['mailboxes', false, ['a', 'c', 'b']],
  ])('by %s, descending %s', (by, descending, order) => {
    expect(sorted(by, descending)).toEqual(order);
  });

  it('keeps what is not known at the end, whichever way', () => {
    expect(sorted('fullest', true)).toEqual(['a', 'b', 'c']);
    expect(sorted('fullest', false)).toEqual(['b', 'a', 'c']);
    expect(sorted('checked', true)).toEqual(['b', 'a', 'c']);
    expect(sorted('checked', false)).toEqual(['a', 'b', 'c']);
  });

  it('by account goes by its label, not by its id', () => {
    const two = [row('a', 'healthy', {}, { account: '1' }), row('b', 'healthy', {}, { account: '2' })];
    const label = (id: string) => ({ '1': 'zebra', '2': 'aardvark' })[id] ?? id;
    expect(names(sortDomains(two, { by: 'account', descending: false }, label))).toEqual(['b', 'a']);
  });

  it('leaves its input as it is', () => {
    sortDomains(rows, TROUBLE_FIRST);
    expect(names(rows)).toEqual(['b', 'c', 'a']);
  });
});

describe('a click on a column head', () => {
  it('turns the order round where the list goes by it already', () => {
    expect(nextSort({ by: 'domain', descending: false }, 'domain')).toEqual({
      by: 'domain',
      descending: true,
    });
  });

  it('shows the largest number first, and names from A', () => {
    expect(nextSort(TROUBLE_FIRST, 'fullest')).toEqual({ by: 'fullest', descending: true });
    expect(nextSort(TROUBLE_FIRST, 'domain')).toEqual({ by: 'domain', descending: false });
    expect(nextSort(TROUBLE_FIRST, 'mx')).toEqual({ by: 'mx', descending: false });
  });
});
