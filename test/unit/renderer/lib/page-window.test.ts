import { describe, expect, it } from 'vitest';
import {
  emptyWindow,
  nextPage,
  PAGE_ROWS,
  type PageWindow,
  rowAt,
  withPage,
} from '../../../../src-renderer/lib/page-window.ts';

const TOTAL = 10_000;
const rowsOf = (page: number) => Array.from({ length: PAGE_ROWS }, (_, index) => page * PAGE_ROWS + index);
const read = (window: PageWindow<number>, page: number, sight = { first: 0, last: 20 }, version = 0) =>
  withPage(window, page, { rows: rowsOf(page), total: TOTAL, version }, sight);

describe('a list of 10,000 rows of which a few pages are loaded', () => {
  const first = read(emptyWindow<number>(), 0);

  it('knows how long it is from the first answer on, and holds the place of what is missing', () => {
    expect(first.total).toBe(TOTAL);
    expect(rowAt(first, 99)).toBe(99);
    expect(rowAt(first, 100)).toBeUndefined();
  });

  it.each([
    [{ first: 0, last: 40 }, undefined],
    [{ first: 80, last: 120 }, 1],
    [{ first: 7_010, last: 7_050 }, 70],
    // The end of the list is in sight, and what would lie behind it is not asked for.
    [{ first: 9_950, last: 10_020 }, 99],
  ])('asks for what is blank in %o: page %s', (sight, page) => expect(nextPage(first, sight, 0)).toBe(page));

  it('never asks for the pages that a jump leaves behind', () => {
    const jumped = read(first, 50, { first: 5_000, last: 5_020 });
    expect(nextPage(jumped, { first: 5_000, last: 5_020 }, 0)).toBeUndefined();
  });

  it('shows what it has while a newer state is asked for, blank pages first', () => {
    const sight = { first: 50, last: 250 };
    const two = read(first, 1, sight);
    expect(nextPage(two, sight, 1)).toBe(2);
    const three = read(two, 2, sight, 1);
    expect(nextPage(three, sight, 1)).toBe(0);
    expect(rowAt(three, 60)).toBe(60);
  });

  it('keeps only what is near: memory does not grow with the way one has scrolled', () => {
    let window = first;
    for (let page = 1; page < 100; page++) {
      window = read(window, page, { first: page * PAGE_ROWS, last: page * PAGE_ROWS + 20 });
    }
    expect(window.pages.size).toBeLessThan(40);
    expect(rowAt(window, 9_999)).toBe(9_999);
  });

  it('drops the pages behind the end of a list that became shorter', () => {
    const two = read(first, 1);
    const shorter = withPage(two, 0, { rows: [1, 2, 3], total: 3, version: 1 }, { first: 0, last: 20 });
    expect([...shorter.pages.keys()]).toEqual([0]);
    expect(nextPage(shorter, { first: 100, last: 120 }, 1)).toBeUndefined();
  });

  it('asks an empty list for nothing more', () => {
    const empty = withPage(
      emptyWindow<number>(),
      0,
      { rows: [], total: 0, version: 0 },
      { first: 0, last: 0 },
    );
    expect(nextPage(empty, { first: 0, last: 0 }, 0)).toBeUndefined();
  });
});
