import type { AuditAction } from '../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { Db } from '../storage/open.ts';
import type { EventFilter } from './event-filter.ts';
import { EVENT_COLUMNS, readEventRow, toEvent } from './event-row.ts';
import { createEventSearch } from './search.ts';
import { createSearchIndex } from './search-index.ts';

export interface EventQuery extends Omit<EventFilter, 'actions' | 'from'> {
  /** 1 to 1,000. */
  limit: number;
  /** Only events older than this id: the page after it. */
  before?: number;
  action?: AuditAction;
  /** Milliseconds since the epoch, inclusive. */
  since?: number;
}

/** Reads of the audit log, newest first. */
export function createEventQueries(db: Db) {
  const one = db.prepare(`SELECT ${EVENT_COLUMNS} FROM events WHERE id = ?`);
  const page = createEventSearch(db, createSearchIndex(db));
  return {
    get: (id: number): AuditEvent | undefined => toEvent(readEventRow(one.get(id))),

    /** One page, within the time that the main process can spare. */
    page,

    /** All up to the limit, however long it takes: not for the app, which has others waiting. */
    list({ limit, before, action, since, ...filter }: EventQuery): AuditEvent[] {
      const found: AuditEvent[] = [];
      let next: number | null | undefined = before;
      while (next !== null && found.length < limit) {
        const { events, nextBefore } = page({
          ...filter,
          limit: limit - found.length,
          ...(next === undefined ? {} : { before: next }),
          ...(action === undefined ? {} : { actions: [action] }),
          ...(since === undefined ? {} : { from: since }),
        });
        found.push(...events);
        next = nextBefore;
      }
      return found;
    },
  };
}

export type EventQueries = ReturnType<typeof createEventQueries>;
