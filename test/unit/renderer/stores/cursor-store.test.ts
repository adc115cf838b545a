import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Row } from '../../../../src-renderer/lib/cursor-list.ts';
import { rowAt } from '../../../../src-renderer/lib/cursor-list.ts';
import { createCursorStore } from '../../../../src-renderer/stores/cursor-store.ts';
import type { FeedMessage } from '../../../../src-shared/ipc/feed.ts';
import { failure, success } from '../../../../src-shared/result.ts';

const listeners = vi.hoisted(() => new Set<(message: FeedMessage) => void>());
vi.mock('../../../../src-renderer/stores/feed.ts', () => ({
  onTopics: (_: unknown, listener: (message: FeedMessage) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
}));

interface Filter {
  /** Only ids that are multiples of it. */
  every: number;
}

/** A log of which main looks at 1,000 rows for each question. */
function world(newest: number) {
  const log = {
    newest,
    fails: false,
    asked: [] as (number | undefined)[],
    gate: undefined as Promise<void> | undefined,
  };
  const store = createCursorStore<Filter, Row>({
    nothing: { every: 1 },
    topics: ['events'],
    changing: false,
    async list({ every }, before = log.newest + 1, limit) {
      log.asked.push(before);
      await log.gate;
      await new Promise((resolve) => setImmediate(resolve));
      if (log.fails) return failure('busy', 'The database is busy.');
      const rows: Row[] = [];
      let id = before - 1;
      for (let looked = 0; looked < 1_000 && id > 0 && rows.length < limit; looked++, id--)
        if (id % every === 0) rows.push({ id });
      return success({ rows, nextBefore: id > 0 ? id + 1 : null });
    },
    newest: async () => log.newest,
    timeOf: async (id) => `day ${id}`,
  });
  const tell = () => {
    for (const listener of listeners) listener({ topic: 'events' });
  };
  const ids = (from: number, to: number) => {
    const list = store.peek().shown?.list;
    return Array.from({ length: to - from }, (_, index) => list && rowAt(list, from + index)?.id);
  };
  const settled = () => vi.waitFor(() => expect(store.peek().searching).toBeNull());
  return { log, store, tell, ids, settled };
}

const leave: (() => void)[] = [];
afterEach(() => {
  for (const one of leave.splice(0)) one();
  listeners.clear();
});
async function shown(newest: number) {
  const made = world(newest);
  leave.push(made.store.show());
  await vi.waitFor(() => expect(made.store.peek().shown).not.toBeNull());
  return made;
}

describe('the log on the screen', () => {
  it('shows the newest page, and older ones as one reads on', async () => {
    const { store, ids } = await shown(5_000);
    expect(ids(0, 2)).toEqual([5_000, 4_999]);
    store.lookAt(80, 99, false);
    await vi.waitFor(() => expect(store.peek().shown?.list.count).toBeGreaterThanOrEqual(200));
    expect(ids(100, 102)).toEqual([4_900, 4_899]);
  });

  it('has its first page ready where it was asked for ahead', async () => {
    const { log, store, tell } = world(5_000);
    await store.preload();
    expect(store.peek().shown?.list.count).toBe(100);
    tell();
    expect(log.asked, 'and nothing more until somebody looks').toEqual([5_001]);
    const refused = world(10);
    refused.log.fails = true;
    await refused.store.preload();
    expect(refused.store.peek(), 'the screen asks for itself').toMatchObject({ shown: null, error: null });
  });

  it('asks for nothing while nobody looks', async () => {
    const { log, store, tell } = world(5_000);
    tell();
    store.filter({ every: 2 });
    await Promise.resolve();
    expect(log.asked).toEqual([]);
  });

  it('goes on by itself where an answer is short, until there is a screenful', async () => {
    const { store, ids } = await shown(50_000);
    store.filter({ every: 700 });
    await vi.waitFor(() => expect(store.peek().shown?.filter.every).toBe(700));
    await vi.waitFor(() => expect(store.peek().shown?.list.count).toBeGreaterThan(40));
    expect(ids(0, 2)).toEqual([49_700, 49_000]);
  });

  it('says how far a search has come, and stops when asked to', async () => {
    const { store, log } = await shown(1_000_000_000);
    store.filter({ every: 2_000_000_000 });
    await vi.waitFor(() => expect(store.peek().searching?.reached).toMatch(/^day \d+/));
    store.stop();
    await vi.waitFor(() => expect(store.peek().stopped?.reached).toMatch(/^day/));
    await vi.waitFor(() => expect(store.peek().searching).toBeNull());
    const asked = log.asked.length;
    await new Promise((resolve) => setImmediate(resolve));
    expect(log.asked.length).toBe(asked);
    store.goOn();
    await vi.waitFor(() => expect(log.asked.length).toBeGreaterThan(asked));
  });

  it('drops the answer to a question that was replaced', async () => {
    const { store, log, ids } = await shown(5_000);
    let open = () => {};
    log.gate = new Promise((resolve) => {
      open = () => resolve();
    });
    store.filter({ every: 7 });
    store.filter({ every: 10 });
    log.gate = undefined;
    open();
    await vi.waitFor(() => expect(store.peek().shown?.filter).toEqual({ every: 10 }));
    expect(ids(0, 2)).toEqual([5_000, 4_990]);
  });

  it('keeps what it shows when main cannot answer, and asks again on demand', async () => {
    const { store, log, ids } = await shown(5_000);
    log.fails = true;
    store.lookAt(90, 99, false);
    await vi.waitFor(() => expect(store.peek().error?.message).toBe('The database is busy.'));
    expect(ids(0, 1)).toEqual([5_000]);
    log.fails = false;
    store.retry();
    await vi.waitFor(() => expect(store.peek().shown?.list.count).toBeGreaterThanOrEqual(200));
    expect(store.peek().error).toBeNull();
  });
});

describe('new events', () => {
  it('appear by themselves at the top', async () => {
    const { store, log, tell, ids } = await shown(5_000);
    log.newest = 5_003;
    tell();
    await vi.waitFor(() => expect(ids(0, 4)).toEqual([5_003, 5_002, 5_001, 5_000]));
    expect(store.peek().fresh).toEqual([]);
  });

  it('wait above while somebody reads below, and then come once', async () => {
    const { store, log, tell, ids } = await shown(5_000);
    store.lookAt(10, 40, false);
    log.newest = 5_002;
    tell();
    await vi.waitFor(() => expect(store.peek().fresh).toHaveLength(2));
    log.newest = 5_003;
    tell();
    await vi.waitFor(() => expect(store.peek().fresh).toHaveLength(3));
    expect(ids(0, 1)).toEqual([5_000]);
    store.showFresh();
    expect(ids(0, 4)).toEqual([5_003, 5_002, 5_001, 5_000]);
    expect(store.peek().fresh).toEqual([]);
  });

  it('that do not match cost a look at themselves only, not at the log again', async () => {
    const { store, log, tell, settled } = await shown(50_000);
    store.filter({ every: 49_000 });
    await vi.waitFor(() => expect(store.peek().shown?.list.nextBefore).toBeNull());
    await settled();
    const asked = log.asked.length;
    log.newest = 50_003;
    tell();
    await vi.waitFor(() => expect(log.asked.length).toBe(asked + 1));
    expect(store.peek().shown?.list.count).toBe(1);
  });

  it('in great number begin the list anew', async () => {
    const { store, log, tell, ids } = await shown(5_000);
    log.newest = 9_000;
    tell();
    await vi.waitFor(() => expect(ids(0, 1)).toEqual([9_000]));
    store.lookAt(90, 99, true);
    await vi.waitFor(() => expect(ids(100, 101)).toEqual([8_900]));
  });
});

describe('rows that come to match after they were looked for', () => {
  interface Delivery extends Row {
    status: string;
  }
  async function narrowedToFailed(...statuses: string[]) {
    const rows = statuses.map<Delivery>((status, index) => ({ id: statuses.length - index, status }));
    const store = createCursorStore<{ status: string | null }, Delivery>({
      nothing: { status: null },
      topics: ['deliveries'],
      changing: true,
      async list({ status }, before = Number.POSITIVE_INFINITY, limit) {
        const found = rows.filter((row) => row.id < before && (status === null || row.status === status));
        return success({ rows: found.slice(0, limit).map((row) => ({ ...row })), nextBefore: null });
      },
      newest: async () => rows[0]?.id,
      timeOf: async () => null,
    });
    const fail = (index: number) => {
      Object.assign(rows[index] ?? {}, { status: 'failed' });
      for (const listener of listeners) listener({ topic: 'deliveries' });
    };
    const failed = () => {
      const list = store.peek().shown?.list;
      return Array.from({ length: list?.count ?? 0 }, (_, index) => list && rowAt(list, index)?.id);
    };
    store.filter({ status: 'failed' });
    const close = store.show();
    leave.push(close);
    await vi.waitFor(() => expect(store.peek().shown).not.toBeNull());
    return { store, fail, failed, close };
  }

  it('appear in a list that was empty', async () => {
    const { fail, failed } = await narrowedToFailed('queued', 'delivered');
    expect(failed()).toEqual([]);
    fail(0);
    await vi.waitFor(() => expect(failed()).toEqual([2]));
  });

  it('appear above and between those that are there', async () => {
    const { fail, failed } = await narrowedToFailed('queued', 'failed', 'queued', 'failed');
    fail(0);
    await vi.waitFor(() => expect(failed()).toEqual([4, 3, 1]));
    fail(2);
    await vi.waitFor(() => expect(failed()).toEqual([4, 3, 2, 1]));
  });

  it('appear where the list was left meanwhile', async () => {
    const { store, fail, failed, close } = await narrowedToFailed('queued');
    close();
    fail(0);
    leave.push(store.show());
    await vi.waitFor(() => expect(failed()).toEqual([1]));
  });
});
