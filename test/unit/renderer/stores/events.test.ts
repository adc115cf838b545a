import { beforeEach, expect, it, vi } from 'vitest';
import { NO_FILTER, withAction } from '../../../../src-renderer/lib/log-filter.ts';
import { events, filterEvents, narrowEvents } from '../../../../src-renderer/stores/events.ts';

vi.mock('../../../../src-renderer/stores/feed.ts', () => ({ onTopics: () => () => undefined }));

beforeEach(() => {
  const invoke = vi.fn().mockResolvedValue({ ok: true, value: { events: [], nextBefore: null } });
  vi.stubGlobal('window', { mxroute: { invoke, onFeed: () => () => {} } });
  filterEvents(NO_FILTER);
});

it('a search that begins after something else was chosen undoes none of it', () => {
  const searchLater = (text: string) => () => narrowEvents({ text });
  const search = searchLater('lumen');
  filterEvents(withAction(events.peek().filter, 'mailbox.delete', true));
  search();
  expect(events.peek().filter).toMatchObject({ text: 'lumen', actions: ['mailbox.delete'] });
  narrowEvents({ from: '2026-01-01', to: null });
  expect(events.peek().filter).toMatchObject({ text: 'lumen', from: '2026-01-01' });
});
