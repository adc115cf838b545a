import { useEffect } from 'react';
import { create } from 'zustand';
import type { Failure } from '../../src-shared/result.ts';
import type { MailboxRow, MailboxSort } from '../../src-shared/views/mailboxes.ts';
import { call } from '../ipc.ts';
import { ALL_MAILBOXES, type MailboxFilter, mailboxQuery, sortedBy } from '../lib/mailbox-filter.ts';
import {
  emptyWindow,
  nextPage,
  PAGE_ROWS,
  type PageWindow,
  type Sight,
  withPage,
} from '../lib/page-window.ts';
import { onTopics } from './feed.ts';

interface Shown {
  filter: MailboxFilter;
  rows: PageWindow<MailboxRow>;
  /** At or above a threshold, or in alarm, whatever else `aboveOnly` says. */
  above: number;
}

interface MailboxesState {
  /** What was asked for; what is shown follows as soon as its first page is there. */
  filter: MailboxFilter;
  shown: Shown | null;
  error: Failure | null;
}

export const useMailboxes = create<MailboxesState>(() => ({
  filter: ALL_MAILBOXES,
  shown: null,
  error: null,
}));

const TOP: Sight = { first: 0, last: 0 };
/** A scan tells of its mailboxes many times a second. */
const SETTLE_MS = 150;

let sight = TOP;
/** Counts the changes main told of: pages of an earlier state are asked again where they are in sight. */
let version = 0;
let running = false;
let users = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Whoever scrolls on is not waited for: what to ask next is decided anew after each answer. */
async function load(): Promise<void> {
  if (running) return;
  running = true;
  let more = true;
  while (more) more = await loadNext();
  running = false;
}

async function loadNext(): Promise<boolean> {
  const { filter, shown } = useMailboxes.getState();
  const known = shown?.filter === filter ? shown.rows : undefined;
  const page = known === undefined ? 0 : nextPage(known, sight, version);
  if (page === undefined) return false;
  const asked = version;
  const answer = await call('mailboxes.page', mailboxQuery(filter, page * PAGE_ROWS, PAGE_ROWS));
  const now = useMailboxes.getState();
  if (now.filter !== filter) return true;
  if (!answer.ok) {
    useMailboxes.setState({ error: answer });
    return false;
  }
  const { rows, total, above } = answer.value;
  if (known === undefined) sight = TOP;
  const before = now.shown?.filter === filter ? now.shown.rows : emptyWindow<MailboxRow>();
  useMailboxes.setState({
    shown: { filter, rows: withPage(before, page, { rows, total, version: asked }, sight), above },
    error: null,
  });
  return true;
}

/** Rows that can be seen; their pages are loaded if they are not there. */
export function lookAt(first: number, last: number): void {
  sight = { first, last };
  if (useMailboxes.getState().error === null) void load();
}

export function filterMailboxes(change: Partial<MailboxFilter>): void {
  const { filter } = useMailboxes.getState();
  const next = { ...filter, ...change };
  if (JSON.stringify(next) === JSON.stringify(filter)) return;
  useMailboxes.setState({ filter: next, error: null });
  void load();
}

/** By another column, or the same one the other way round. */
export const sortMailboxes = (by: MailboxSort): void =>
  filterMailboxes(sortedBy(useMailboxes.getState().filter, by));

/** Asks again for what is in sight; what stands there stays until the answer comes. */
export function refreshMailboxes(): void {
  version++;
  useMailboxes.setState({ error: null });
  void load();
}

onTopics(['mailboxes', 'accounts'], () => {
  if (users === 0) version++;
  if (users === 0 || timer !== undefined) return;
  timer = setTimeout(() => {
    timer = undefined;
    refreshMailboxes();
  }, SETTLE_MS);
});

/** The first page, before the screen shows it. */
export async function preloadMailboxes(): Promise<void> {
  if (useMailboxes.getState().shown !== null) return;
  await load();
  if (users === 0) useMailboxes.setState({ error: null });
}

/** For the screen that shows them: loads while it is there. */
export function useMailboxList(): MailboxesState {
  useEffect(() => {
    users++;
    void load();
    return () => {
      users--;
    };
  }, []);
  return useMailboxes();
}
