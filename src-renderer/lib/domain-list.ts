import type { CheckName, Overall } from '../../src-shared/dns-health.ts';
import type { DomainRow } from '../../src-shared/views/domains.ts';
import { asciiDomain } from './domain-name.ts';
import { byName, byTrouble, CHECK_RANK, OVERALL_RANK } from './fleet.ts';

/** The Domains screen's list: what is looked for, what is shown, in which order. Pure. */

export type DomainColumn = 'domain' | 'account' | 'status' | CheckName | 'mailboxes' | 'fullest' | 'checked';

export interface DomainSort {
  by: DomainColumn;
  descending: boolean;
}

/** By status, worst first: what needs a person stands on top. */
export const TROUBLE_FIRST: DomainSort = { by: 'status', descending: false };

export const isTroubleFirst = ({ by, descending }: DomainSort): boolean => by === 'status' && !descending;

export interface DomainFilter {
  /** Part of the name, in Unicode or as it goes on the wire (`xn--…`). */
  text: string;
  /** Empty: all. */
  statuses: readonly Overall[];
  /** Account id; null: all. */
  account: string | null;
}

export const NO_FILTER: DomainFilter = { text: '', statuses: [], account: null };

/** Composed, lower case, and without what people paste along: blanks, a scheme, a trailing dot. */
const searchWords = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .normalize('NFC')
    .replace(/^https?:\/\//, '')
    .replace(/[./]+$/, '');

export function matchesText(domain: string, text: string): boolean {
  const wanted = searchWords(text);
  return wanted === '' || domain.normalize('NFC').includes(wanted) || asciiDomain(domain).includes(wanted);
}

/** By text and account alone: what the counts of the status chips are taken from. */
export const searchDomains = (
  rows: readonly DomainRow[],
  { text, account }: Pick<DomainFilter, 'text' | 'account'>,
): DomainRow[] =>
  rows.filter((row) => (account === null || row.account === account) && matchesText(row.domain, text));

export const withStatus = (rows: readonly DomainRow[], statuses: readonly Overall[]): readonly DomainRow[] =>
  statuses.length === 0 ? rows : rows.filter((row) => statuses.includes(row.overall));

export function countStatuses(rows: readonly DomainRow[]): Record<Overall, number> {
  const counts = { unhealthy: 0, degraded: 0, unknown: 0, healthy: 0 };
  for (const row of rows) counts[row.overall]++;
  return counts;
}

type Key = (row: DomainRow) => number | string | undefined;

const KEYS: Partial<Record<DomainColumn, Key>> = {
  domain: (row) => row.domain,
  mailboxes: (row) => row.mailboxes,
  fullest: (row) => row.fullest?.quotaPercent,
  checked: (row) => (row.checkedAt === null ? undefined : Date.parse(row.checkedAt)),
};

const keyOf = (by: DomainColumn, accountLabel: (id: string) => string): Key => {
  if (by === 'account') return (row) => accountLabel(row.account);
  if (by === 'status') return (row) => OVERALL_RANK[row.overall];
  return KEYS[by] ?? ((row) => CHECK_RANK[row.checks[by as CheckName]]);
};

const compare = (a: number | string, b: number | string): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : byName(String(a), String(b));

/**
 * Does not change its input. What is not known stands last in either direction; equals stand trouble first.
 * @param accountLabel as the list shows the account.
 */
export function sortDomains(
  rows: readonly DomainRow[],
  { by, descending }: DomainSort,
  accountLabel: (id: string) => string = (id) => id,
): DomainRow[] {
  if (isTroubleFirst({ by, descending })) return [...rows].sort(byTrouble);
  const key = keyOf(by, accountLabel);
  const turn = descending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: key(row) }))
    .sort((a, b) => {
      if (a.value === undefined || b.value === undefined)
        return Number(a.value === undefined) - Number(b.value === undefined) || byTrouble(a.row, b.row);
      return turn * compare(a.value, b.value) || byTrouble(a.row, b.row);
    })
    .map(({ row }) => row);
}

/** Columns of numbers are asked for with the largest first. */
const LARGEST_FIRST: readonly DomainColumn[] = ['mailboxes', 'fullest', 'checked'];

/** What a click on a column's head asks for: its own order first, then the other way round. */
export function nextSort(now: DomainSort, by: DomainColumn): DomainSort {
  if (now.by === by) return { by, descending: !now.descending };
  return { by, descending: LARGEST_FIRST.includes(by) };
}
