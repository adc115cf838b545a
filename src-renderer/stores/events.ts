import type { AuditEvent } from '../../src-shared/audit-event.ts';
import { call } from '../ipc.ts';
import { eventFilter, type LogFilter, NO_FILTER } from '../lib/log-filter.ts';
import { createCursorStore } from './cursor-store.ts';

/** The audit log, newest first. What was written never changes. */
export const events = createCursorStore<LogFilter, AuditEvent>({
  nothing: NO_FILTER,
  topics: ['events'],
  changing: false,
  async list(filter, before, limit) {
    const answer = await call('events.list', {
      ...eventFilter(filter),
      limit,
      ...(before !== undefined && { before }),
    });
    if (!answer.ok) return answer;
    return { ok: true, value: { rows: answer.value.events, nextBefore: answer.value.nextBefore } };
  },
  async newest() {
    const answer = await call('events.list', { limit: 1 });
    return answer.ok ? answer.value.events[0]?.id : undefined;
  },
  async timeOf(id) {
    const answer = await call('events.get', id);
    return answer.ok ? answer.value.event.at : null;
  },
});

export const filterEvents = (filter: LogFilter): void => events.filter(filter);

/** What else is chosen stays as it is now: a search begins some moments after its last key. */
export const narrowEvents = (change: Partial<LogFilter>): void =>
  events.filter({ ...events.peek().filter, ...change });
