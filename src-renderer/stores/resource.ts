import { useEffect } from 'react';
import { create } from 'zustand';
import type { FeedTopic } from '../../src-shared/ipc/feed.ts';
import type { Failure, Result } from '../../src-shared/result.ts';
import { onTopics } from './feed.ts';

/** A cached answer of main. The last good value stays while a newer one is asked for, or when asking failed. */
export interface Resource<T> {
  value: T | null;
  error: Failure | null;
}

/** A burst of changes (a scan) asks again a few times a second, not for each change. */
const SETTLE_MS = 150;

/** A store that is loaded when a screen shows it and asked again when the feed says that it changed. */
export function createResource<T>(load: () => Promise<Result<T>>, topics: readonly FeedTopic[]) {
  const useStore = create<Resource<T>>(() => ({ value: null, error: null }));
  let users = 0;
  let stale = true;
  let running = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function refresh(): Promise<void> {
    stale = true;
    if (running) return;
    running = true;
    while (stale) {
      stale = false;
      const answer = await load();
      if (answer.ok) useStore.setState({ value: answer.value, error: null });
      else useStore.setState({ error: answer });
    }
    running = false;
  }

  const invalidate = (): void => {
    stale = true;
    if (users === 0 || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      void refresh();
    }, SETTLE_MS);
  };
  onTopics(topics, invalidate);

  function useResource(): Resource<T> {
    const state = useStore();
    useEffect(() => {
      users++;
      if (stale) void refresh();
      return () => {
        users--;
      };
    }, []);
    return state;
  }

  return {
    refresh,
    peek: () => useStore.getState().value,
    subscribe: useStore.subscribe,
    /** For optimistic changes; the next answer of main replaces them. */
    patch: (change: (value: T) => T) =>
      useStore.setState((state) => (state.value === null ? state : { ...state, value: change(state.value) })),
    set: (value: T) => useStore.setState({ value, error: null }),
    use: useResource,
  };
}
