import { useEffect } from 'react';
import { create } from 'zustand';
import type { FeedTopic } from '../../src-shared/ipc/feed.ts';
import type { Failure, Result } from '../../src-shared/result.ts';
import {
  type Answer,
  type CursorList,
  firstPage,
  forgetFar,
  newestId,
  PAGE_SIZE,
  pageToRead,
  type Row,
  type Span,
  withNewer,
  withOlder,
  withRead,
} from '../lib/cursor-list.ts';
import { onTopics } from './feed.ts';

export interface CursorState<F, T extends Row> {
  /** What was asked for; what is shown follows with its first answer. */
  filter: F;
  shown: { filter: F; list: CursorList<T> } | null;
  /** New on top while somebody reads below: shown on demand. */
  fresh: readonly T[];
  /** Old rows are being looked for, answer after answer; ISO time of how far, null: not known. */
  searching: { reached: string | null } | null;
  /** The person stopped the search; how far it came. */
  stopped: { reached: string | null } | null;
  error: Failure | null;
}

interface Source<F, T extends Row> {
  nothing: F;
  topics: readonly FeedTopic[];
  /** Rows change after they were written: those in sight are read again. */
  changing: boolean;
  list(filter: F, before: number | undefined, limit: number): Promise<Result<Answer<T>>>;
  /** Id of the newest row of all, matching or not; undefined: none. */
  newest(): Promise<number | undefined>;
  /** When the row with this id was written. */
  timeOf(id: number): Promise<string | null>;
}

/** The next older page is asked for this many rows before the end. */
const AHEAD = 40;
/** More new rows than this are a new list. */
const MANY_NEW = 500;
const SETTLE_MS = 200;
/** Beyond, browsers place rows wrongly; a million rows are not scrolled through but searched. */
export const MOST_ROWS = 400_000;

export function createCursorStore<F extends object, T extends Row>(source: Source<F, T>) {
  const store = create<CursorState<F, T>>(() => ({
    filter: source.nothing,
    shown: null,
    fresh: [],
    searching: null,
    stopped: null,
    error: null,
  }));
  const { getState: get, setState: set } = store;
  let sight: Span & { atTop: boolean } = { first: 0, last: 0, atTop: true };
  /** The newest row that was there when it was looked for matches: nothing between it and the first match. */
  let lookedFrom = 0;
  let version = 0;
  let newer = false;
  let running = false;
  let users = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    let more = true;
    while (more && users > 0) more = await step();
    running = false;
    set({ searching: null });
  }

  /** One answer of main. @returns whether there is more to ask now. */
  async function step(): Promise<boolean> {
    const { filter, shown, stopped, error } = get();
    if (error !== null) return false;
    if (shown?.filter !== filter) return begin(filter);
    if (newer) return readNewer(filter);
    const { list } = shown;
    const page = pageToRead(list, sight, version);
    if (page !== undefined) return readAgain(filter, list, page);
    const wanted = sight.last >= list.count - AHEAD && list.count < MOST_ROWS;
    if (list.nextBefore === null || !wanted || stopped !== null) return false;
    return readOlder(filter, list.nextBefore);
  }

  async function begin(filter: F): Promise<boolean> {
    newer = false;
    const top = (await source.newest()) ?? 0;
    const asked = version;
    const answer = await source.list(filter, undefined, PAGE_SIZE);
    if (get().filter !== filter) return true;
    if (!answer.ok) return failed(answer);
    lookedFrom = top;
    sight = { first: 0, last: 0, atTop: true };
    set({ shown: { filter, list: firstPage(answer.value, asked) }, fresh: [], stopped: null, error: null });
    await tellReached(filter, answer.value);
    return true;
  }

  async function readOlder(filter: F, before: number): Promise<boolean> {
    const answer = await source.list(filter, before, PAGE_SIZE);
    if (get().filter !== filter) return true;
    if (!answer.ok) return failed(answer);
    change((list) => withOlder(list, answer.value, version));
    await tellReached(filter, answer.value);
    return true;
  }

  /** Short answers mean that a search goes on: say how far it has come. */
  async function tellReached(filter: F, { rows, nextBefore }: Answer<T>): Promise<void> {
    if (nextBefore === null || rows.length >= PAGE_SIZE / 2) return set({ searching: null });
    const reached = await source.timeOf(nextBefore);
    if (get().filter === filter && get().stopped === null) set({ searching: { reached } });
  }

  async function readAgain(filter: F, list: CursorList<T>, index: number): Promise<boolean> {
    const page = list.pages[index];
    if (page === undefined) return false;
    const asked = version;
    const rows = await between(filter, page.before, page.nextBefore ?? 0);
    if (get().filter !== filter) return true;
    if (!rows.ok) return failed(rows);
    change((now) => withRead(now, { before: page.before, rows: rows.value, version: asked }));
    return true;
  }

  async function readNewer(filter: F): Promise<boolean> {
    newer = false;
    const { shown, fresh } = get();
    const newestKnown = Math.max(fresh[0]?.id ?? 0, (shown && newestId(shown.list)) ?? 0);
    // What did not match when it was looked for may do so now.
    const known = source.changing ? newestKnown : Math.max(lookedFrom, newestKnown);
    const top = (await source.newest()) ?? 0;
    const rows = top > known ? await between(filter, undefined, known + 1) : undefined;
    if (get().filter !== filter) return true;
    if (rows?.ok === false) return failed(rows);
    lookedFrom = Math.max(lookedFrom, top);
    if (rows === undefined || rows.value.length === 0) return true;
    if (rows.value.length >= MANY_NEW && sight.atTop) return begin(filter);
    set({ fresh: [...rows.value, ...get().fresh] });
    if (sight.atTop) showFresh();
    return true;
  }

  /** All that matches with an id below `before` and not below `lowest`. */
  async function between(filter: F, before: number | undefined, lowest: number): Promise<Result<T[]>> {
    const rows: T[] = [];
    let from = before;
    for (;;) {
      const answer = await source.list(filter, from, PAGE_SIZE);
      if (!answer.ok) return answer;
      rows.push(...answer.value.rows.filter(({ id }) => id >= lowest));
      const { nextBefore } = answer.value;
      const done = nextBefore === null || nextBefore <= lowest || rows.length >= MANY_NEW;
      if (done || get().filter !== filter) return { ok: true, value: rows };
      from = nextBefore;
    }
  }

  function change(next: (list: CursorList<T>) => CursorList<T>): void {
    set(({ shown }) =>
      shown === null ? {} : { shown: { ...shown, list: forgetFar(next(shown.list), sight) }, error: null },
    );
  }

  function failed(error: Failure): boolean {
    set({ error, searching: null });
    return false;
  }

  function showFresh(): void {
    const { fresh, filter } = get();
    set({ fresh: [] });
    if (fresh.length >= MANY_NEW) restart(filter);
    else change((list) => withNewer(list, fresh, version));
  }

  /** The same question from its beginning. */
  function restart(filter: F): void {
    set({ filter: { ...filter }, fresh: [], stopped: null, error: null });
    void run();
  }

  onTopics(source.topics, () => {
    newer = true;
    if (source.changing) version++;
    if (users === 0 || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      void run();
    }, SETTLE_MS);
  });

  /** Loads while a screen shows it. */
  const show = (): (() => void) => {
    users++;
    void run();
    return () => {
      users--;
    };
  };

  function useCursor(): CursorState<F, T> {
    useEffect(() => show(), []);
    return store();
  }

  /** The first page, before a screen shows it. A screen that comes after a failure asks for itself. */
  async function preload(): Promise<void> {
    if (get().shown !== null) return;
    users++;
    await run();
    users--;
    if (users === 0) set({ error: null });
  }

  return {
    use: useCursor,
    show,
    preload,
    peek: get,
    filter(next: F): void {
      if (JSON.stringify(next) === JSON.stringify(get().filter)) return;
      set({ filter: next, stopped: null, error: null });
      void run();
    },
    /** What can be seen, and whether that is the top of the list, where new rows may appear. */
    lookAt(first: number, last: number, atTop: boolean): void {
      sight = { first, last, atTop };
      if (atTop && get().fresh.length > 0) showFresh();
      void run();
    },
    showFresh,
    stop: () => set(({ searching }) => ({ stopped: searching ?? { reached: null }, searching: null })),
    goOn(): void {
      set({ stopped: null });
      void run();
    },
    retry(): void {
      set({ error: null });
      void run();
    },
  };
}
