import { create } from 'zustand';
import type { AuditAction } from '../../src-shared/audit-actions.ts';
import type { Failure } from '../../src-shared/result.ts';
import { call } from '../ipc.ts';
import { appendOlder, type LoadedEvents, mergeNewest } from '../lib/event-pages.ts';
import { onTopics } from './feed.ts';

interface EventsState {
  action: AuditAction | null;
  loaded: LoadedEvents | null;
  loadingMore: boolean;
  error: Failure | null;
}

const PAGE = 100;

export const useEvents = create<EventsState>(() => ({
  action: null,
  loaded: null,
  loadingMore: false,
  error: null,
}));

const query = (before?: number) => {
  const { action } = useEvents.getState();
  return { limit: PAGE, ...(action !== null && { action }), ...(before !== undefined && { before }) };
};

/** The first page again; what is already loaded below it stays. */
export async function refreshEvents(): Promise<void> {
  const { action } = useEvents.getState();
  const answer = await call('events.list', query());
  if (useEvents.getState().action !== action) return;
  if (!answer.ok) return useEvents.setState({ error: answer });
  useEvents.setState(({ loaded }) => ({
    loaded: loaded === null ? answer.value : mergeNewest(loaded, answer.value),
    error: null,
  }));
}

export async function loadOlder(): Promise<void> {
  const { loaded, loadingMore, action } = useEvents.getState();
  if (loaded === null || loaded.nextBefore === null || loadingMore) return;
  useEvents.setState({ loadingMore: true });
  const answer = await call('events.list', query(loaded.nextBefore));
  useEvents.setState({ loadingMore: false });
  if (useEvents.getState().action !== action) return;
  if (!answer.ok) return useEvents.setState({ error: answer });
  useEvents.setState((state) => ({
    loaded: state.loaded === null ? answer.value : appendOlder(state.loaded, answer.value),
    error: null,
  }));
}

export function filterEvents(action: AuditAction | null): void {
  useEvents.setState({ action, loaded: null, error: null });
  void refreshEvents();
}

// Asked again only once the screen has asked for the first time.
onTopics(['events'], () => {
  if (useEvents.getState().loaded !== null) void refreshEvents();
});
