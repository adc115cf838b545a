/** A long list of which only the pages near what is in sight are there; the rest are placeholders. */

export interface PageWindow<T> {
  /** All rows, loaded or not: the scroll bar is true. */
  total: number;
  pages: ReadonlyMap<number, LoadedPage<T>>;
}

interface LoadedPage<T> {
  rows: readonly T[];
  /** Of which state of the list: an older one is shown until a newer is there. */
  version: number;
}

/** Row indexes, both inclusive. */
export interface Sight {
  first: number;
  last: number;
}

export const PAGE_ROWS = 100;
/** Pages kept on either side of what is in sight. */
const KEPT_AROUND = 15;

export const emptyWindow = <T>(): PageWindow<T> => ({ total: 0, pages: new Map() });

export const pageOf = (index: number): number => Math.floor(index / PAGE_ROWS);

export const rowAt = <T>({ pages }: PageWindow<T>, index: number): T | undefined =>
  pages.get(pageOf(index))?.rows[index % PAGE_ROWS];

/** The page to ask for next: first what is blank, then what is out of date; undefined where all in sight is current. */
export function nextPage(
  { total, pages }: PageWindow<unknown>,
  sight: Sight,
  version: number,
): number | undefined {
  const last = Math.min(sight.last, total - 1);
  const wanted: number[] = [];
  for (let page = pageOf(Math.max(0, sight.first)); page <= pageOf(Math.max(0, last)); page++)
    wanted.push(page);
  return (
    wanted.find((page) => !pages.has(page)) ?? wanted.find((page) => pages.get(page)?.version !== version)
  );
}

/** With one more page, without those far from what is in sight or behind the end. */
export function withPage<T>(
  window: PageWindow<T>,
  page: number,
  loaded: { rows: readonly T[]; total: number; version: number },
  sight: Sight,
): PageWindow<T> {
  const from = pageOf(Math.max(0, sight.first)) - KEPT_AROUND;
  const to = pageOf(Math.max(0, sight.last)) + KEPT_AROUND;
  const kept = [...window.pages].filter(
    ([at]) => at !== page && at >= from && at <= to && at * PAGE_ROWS < loaded.total,
  );
  return {
    total: loaded.total,
    pages: new Map([...kept, [page, { rows: loaded.rows, version: loaded.version }]]),
  };
}
