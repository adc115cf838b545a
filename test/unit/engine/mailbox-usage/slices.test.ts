import { expect, it } from 'vitest';
import { slicesOf } from '../../../../src-main/engine/mailbox-usage/slices.ts';
import type { MailboxList } from '../../../../src-main/engine/mxroute/api.ts';

const listOf = (domain: string, count: number): [string, MailboxList] => [
  domain,
  {
    mailboxes: Array.from({ length: count }, (_, index) => ({
      ...{ mailbox: `${index}@${domain}`, domain, suspended: false },
      ...{ quotaMb: 1, usageMb: 1, sendLimit: 1, sent: 1 },
    })),
    ...{ problems: [], complete: true, readAt: 0 },
  },
];
const slices = (...lists: [string, MailboxList][]) =>
  [...slicesOf(lists, 100)].map((parts) =>
    parts.map(({ domain, mailboxes, isLast }) => `${domain} ${mailboxes.length}${isLast ? '' : '…'}`),
  );

it.each([
  ['nothing', [], []],
  ['short lists together', [listOf('a', 20), listOf('b', 0), listOf('c', 30)], [['a 20', 'b 0', 'c 30']]],
  ['a long list in parts', [listOf('a', 250)], [['a 100…'], ['a 100…'], ['a 50']]],
  ['one that fits exactly', [listOf('a', 200), listOf('b', 1)], [['a 100…'], ['a 100'], ['b 1']]],
  [
    'the next slice, once one is full',
    [listOf('a', 60), listOf('b', 60), listOf('c', 1)],
    [['a 60', 'b 60'], ['c 1']],
  ],
])('%s', (_, lists, expected) => {
  expect(slices(...lists)).toEqual(expected);
});

it('a hundred empty lists are no single turn', () => {
  const empty = Array.from({ length: 100 }, (_, index) => listOf(`d${index}`, 0));
  expect(slices(...empty).map(({ length }) => length)).toEqual([20, 20, 20, 20, 20]);
});
