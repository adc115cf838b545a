import { describe, expect, it } from 'vitest';
import {
  type CursorList,
  firstPage,
  forgetFar,
  newestId,
  PAGE_SIZE,
  pageToRead,
  type Row,
  rowAt,
  withNewer,
  withOlder,
  withRead,
} from '../../../../src-renderer/lib/cursor-list.ts';

const rows = (from: number, count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: from - index }));
const ids = (list: CursorList<Row>) =>
  Array.from({ length: list.count }, (_, index) => rowAt(list, index)?.id);
const full = (from: number) => ({ rows: rows(from, PAGE_SIZE), nextBefore: from - PAGE_SIZE + 1 });

/** The newest 10 pages of a log whose newest id is 5,000. */
const ten = Array.from({ length: 9 }, (_, index) => full(4_900 - index * PAGE_SIZE)).reduce<CursorList<Row>>(
  (list, answer) => withOlder(list, answer),
  firstPage(full(5_000)),
);

describe('reading back in the log', () => {
  it('puts older pages below, in order and once', () => {
    expect(ten.count).toBe(1_000);
    expect(ids(ten).slice(0, 2)).toEqual([5_000, 4_999]);
    expect(rowAt(ten, 999)?.id).toBe(4_001);
    expect(ids(withOlder(ten, { rows: rows(4_003, 5), nextBefore: null })).slice(-3)).toEqual([
      4_001, 4_000, 3_999,
    ]);
  });

  it('goes on after an empty answer where that one ended', () => {
    const searched = withOlder(ten, { rows: [], nextBefore: 2_000 });
    expect(searched.count).toBe(1_000);
    expect(searched.nextBefore).toBe(2_000);
  });

  it('begins with an answer that found nothing yet', () => {
    const searching = firstPage<Row>({ rows: [], nextBefore: 900 });
    expect(searching.count).toBe(0);
    const found = withOlder(searching, { rows: rows(800, 2), nextBefore: 500 });
    expect(ids(found)).toEqual([800, 799]);
    expect(found.nextBefore).toBe(500);
  });

  it('fills short answers into one page', () => {
    let list = firstPage({ rows: rows(900, 1), nextBefore: 800 });
    for (let id = 790; id > 400; id -= 10) list = withOlder(list, { rows: [{ id }], nextBefore: id - 5 });
    expect(list.count).toBe(40);
    expect(list.pages).toHaveLength(1);
    expect(list.pages[0]?.nextBefore).toBe(list.nextBefore);
  });
});

describe('new events', () => {
  it('stand on top, and only once', () => {
    const newer = withNewer(ten, rows(5_003, 5));
    expect(ids(newer).slice(0, 4)).toEqual([5_003, 5_002, 5_001, 5_000]);
    expect(newer.count).toBe(1_003);
    expect(newestId(newer)).toBe(5_003);
  });

  it('come into a list that was empty', () => {
    expect(ids(withNewer(firstPage<Row>({ rows: [], nextBefore: null }), rows(2, 2)))).toEqual([2, 1]);
  });

  it('do not loosen what is loaded below: its pages can still be read again', () => {
    const newer = withNewer(ten, rows(5_150, 150));
    expect(newer.pages[0]).toMatchObject({ before: 5_151, nextBefore: 5_001 });
    expect(newer.pages[1]).toMatchObject({ before: 5_001, nextBefore: 4_901 });
  });
});

describe('memory', () => {
  const long = Array.from({ length: 390 }, (_, index) => full(39_900 - index * PAGE_SIZE)).reduce(
    (list, answer) => forgetFar(withOlder(list, answer), { first: list.count, last: list.count + 30 }),
    firstPage<Row>(full(40_000)),
  );
  const held = (list: CursorList<Row>) => list.pages.reduce((sum, page) => sum + (page.rows?.length ?? 0), 0);

  it('holds some thousand rows however far one reads, and the scroll bar stays as long', () => {
    expect(long.count).toBe(39_100);
    expect(held(long)).toBeLessThan(4_000);
  });

  it('asks again, by their ids, for rows that come back into sight', () => {
    const sight = { first: 210, last: 240 };
    expect(rowAt(long, 210)).toBeUndefined();
    const page = pageToRead(long, sight, 0) ?? -1;
    expect(long.pages[page]).toMatchObject({ before: 39_801, nextBefore: 39_701 });
    const again = withRead(long, { before: 39_801, rows: rows(39_800, PAGE_SIZE), version: 0 });
    expect(rowAt(again, 210)?.id).toBe(39_790);
    expect(again.count).toBe(long.count);
  });
});

describe('rows that change after they were written', () => {
  it('are read again where they are in sight, once per change', () => {
    const sight = { first: 120, last: 140 };
    expect(pageToRead(ten, sight, 0)).toBeUndefined();
    expect(pageToRead(ten, sight, 1)).toBe(1);
    const again = withRead(ten, { before: 4_901, rows: rows(4_900, PAGE_SIZE), version: 1 });
    expect(pageToRead(again, sight, 1)).toBeUndefined();
  });

  it('may match no longer: those behind move up', () => {
    const fewer = withRead(ten, { before: 4_901, rows: rows(4_900, 3), version: 1 });
    expect(fewer.count).toBe(903);
    expect(rowAt(fewer, 103)?.id).toBe(4_800);
    const none = withRead(ten, { before: 4_901, rows: [], version: 1 });
    expect(rowAt(none, 100)?.id).toBe(4_800);
  });
});
