/**
 * A list that is read from the newest on, page by page, and may be a million rows long: rows far from what is in
 * sight are forgotten and read again by their ids, so that the scroll bar never jumps and memory stays small.
 */

export interface Row {
  id: number;
}

/** What main answers: may be short, even empty, while there is more. */
export interface Answer<T extends Row> {
  rows: readonly T[];
  nextBefore: number | null;
}

export interface CursorPage<T extends Row> {
  /** Its ids are below this and not below `nextBefore`. */
  before: number;
  nextBefore: number | null;
  count: number;
  /** Null: forgotten, or not of interest yet. */
  rows: readonly T[] | null;
  /** Of which state of the list. */
  version: number;
}

export interface CursorList<T extends Row> {
  pages: readonly CursorPage<T>[];
  /** Index of each page's first row. */
  starts: readonly number[];
  count: number;
  /** Where older rows begin; null at the end. */
  nextBefore: number | null;
}

/** Row indexes, both inclusive. */
export interface Span {
  first: number;
  last: number;
}

export const PAGE_SIZE = 100;
/** Rows remembered on either side of what is in sight. */
const KEPT_AROUND = 1500;

function listOf<T extends Row>(pages: readonly CursorPage<T>[], nextBefore: number | null): CursorList<T> {
  let count = 0;
  const starts = pages.map((page) => {
    count += page.count;
    return count - page.count;
  });
  return { pages, starts, count, nextBefore };
}

function pageOf<T extends Row>(
  rows: readonly T[],
  nextBefore: number | null,
  version: number,
): CursorPage<T>[] {
  const [first] = rows;
  return first === undefined ? [] : [{ before: first.id + 1, nextBefore, count: rows.length, rows, version }];
}

export const firstPage = <T extends Row>({ rows, nextBefore }: Answer<T>, version = 0): CursorList<T> =>
  listOf(pageOf(rows, nextBefore, version), nextBefore);

export const newestId = ({ pages }: CursorList<Row>): number | undefined => {
  const first = pages[0];
  return first === undefined ? undefined : first.before - 1;
};

/** Which page holds a row. */
function pageAt({ starts }: CursorList<Row>, index: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Undefined where it is forgotten for now. */
export function rowAt<T extends Row>(list: CursorList<T>, index: number): T | undefined {
  const page = pageAt(list, index);
  return list.pages[page]?.rows?.[index - (list.starts[page] ?? 0)];
}

/** Older rows at the end; short answers fill up the last page. */
export function withOlder<T extends Row>(list: CursorList<T>, answer: Answer<T>, version = 0): CursorList<T> {
  const last = list.pages.at(-1);
  const rows = answer.rows.filter(({ id }) => list.nextBefore === null || id < list.nextBefore);
  if (last === undefined) return firstPage({ ...answer, rows }, version);
  const before = list.pages.slice(0, -1);
  if (last.rows !== null && (last.count < PAGE_SIZE / 2 || rows.length === 0)) {
    const merged = [...last.rows, ...rows];
    const page = { ...last, nextBefore: answer.nextBefore, count: merged.length, rows: merged };
    return listOf([...before, page], answer.nextBefore);
  }
  const kept = rows.length === 0 ? { ...last, nextBefore: answer.nextBefore } : last;
  return listOf([...before, kept, ...pageOf(rows, answer.nextBefore, version)], answer.nextBefore);
}

/** New rows on top, newest first. */
export function withNewer<T extends Row>(
  list: CursorList<T>,
  rows: readonly T[],
  version = 0,
): CursorList<T> {
  const [first, ...others] = list.pages;
  const fresh = rows.filter(({ id }) => id >= (first?.before ?? 0));
  const [newest] = fresh;
  if (newest === undefined) return list;
  if (first === undefined) return listOf(pageOf(fresh, list.nextBefore, version), list.nextBefore);
  if (first.rows !== null && first.count + fresh.length <= PAGE_SIZE) {
    const merged = [...fresh, ...first.rows];
    const page = { ...first, before: newest.id + 1, count: merged.length, rows: merged };
    return listOf([page, ...others], list.nextBefore);
  }
  return listOf([...pageOf(fresh, first.before, version), ...list.pages], list.nextBefore);
}

/** The page in sight to read (again): first what is forgotten, then what is out of date. */
export function pageToRead(
  list: CursorList<Row>,
  { first, last }: Span,
  version: number,
): number | undefined {
  if (list.count === 0) return undefined;
  const from = pageAt(list, Math.max(0, first));
  const to = pageAt(list, Math.min(list.count - 1, Math.max(0, last)));
  const wanted = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return (
    wanted.find((page) => list.pages[page]?.rows === null) ??
    wanted.find((page) => list.pages[page]?.version !== version)
  );
}

/** A page as it is now: what lies between its two ends. One that became empty is gone. */
export function withRead<T extends Row>(
  list: CursorList<T>,
  { before, rows, version }: { before: number; rows: readonly T[]; version: number },
): CursorList<T> {
  const pages = list.pages.flatMap((page) => {
    if (page.before !== before) return [page];
    return rows.length === 0 ? [] : [{ ...page, count: rows.length, rows, version }];
  });
  return listOf(pages, list.nextBefore);
}

/** Without the rows that are far from what is in sight. */
export function forgetFar<T extends Row>(list: CursorList<T>, { first, last }: Span): CursorList<T> {
  const far = (page: CursorPage<T>, start: number) =>
    page.rows !== null && (start > last + KEPT_AROUND || start + page.count < first - KEPT_AROUND);
  if (!list.pages.some((page, index) => far(page, list.starts[index] ?? 0))) return list;
  return {
    ...list,
    pages: list.pages.map((page, index) =>
      far(page, list.starts[index] ?? 0) ? { ...page, rows: null } : page,
    ),
  };
}
