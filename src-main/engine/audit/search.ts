import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import { Budget, PAGE_EFFORT, stepDown } from '../storage/id-source.ts';
import type { Db } from '../storage/open.ts';
import type { EventFilter } from './event-filter.ts';
import { detailsOf, EVENT_COLUMNS, type EventRow, readEventRow, toEvent } from './event-row.ts';
import type { SearchIndex } from './search-index.ts';
import { createNeedles, type Needle } from './search-needle.ts';
import { createSearchSources } from './search-sources.ts';
import { foldNeedle, isFoundBy } from './search-text.ts';

export interface EventPageQuery extends EventFilter {
  /** 1 to 1,000. */
  limit: number;
  /** Only events older than this id: the page after it. */
  before?: number;
}

export interface FoundEvents {
  /** Newest first, by the order in which they were recorded. */
  events: AuditEvent[];
  /** Pass as `before` for what follows; null: that is all. */
  nextBefore: number | null;
}

/**
 * Pages of the log. A call looks only so long: its page may be short, even empty, while there is more to look at.
 * The way of looking is the one with the fewest events to look at: all of an account, of some actions, of the terms
 * that contain the text, or simply all; whatever it names is read and judged by itself.
 */
export function createEventSearch(db: Db, index: SearchIndex, effort = PAGE_EFFORT) {
  const one = db.prepare(`SELECT ${EVENT_COLUMNS} FROM events WHERE id = ?`);
  const newest = db.prepare('SELECT max(id) FROM events').pluck();
  const needleOf = createNeedles(index);
  const sources = createSearchSources(db, index);

  return ({ limit, before, ...filter }: EventPageQuery): FoundEvents => {
    const budget = new Budget(effort);
    let at = Math.min((before ?? Number.MAX_SAFE_INTEGER) - 1, (newest.get() as number | null) ?? 0);
    const text = foldNeedle(filter.text ?? '');
    const needle = text === '' ? undefined : needleOf(text, budget);
    if (text !== '' && !needle) return { events: [], nextBefore: at + 1 };

    const indexed = index.range();
    const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = filter;
    const actions = filter.actions && new Set<string>(filter.actions);
    const events: AuditEvent[] = [];

    while (at > 0) {
      const isIndexed = at <= indexed.last && at >= indexed.first;
      const floor = at > indexed.last ? indexed.last + 1 : isIndexed ? indexed.first : 1;
      const ways = sources(filter, needle, at, isIndexed);
      while (at >= floor) {
        const { id, isCommon } = stepDown(ways, at);
        // What lies below the floor is looked for in another way.
        at = Math.max(id, floor - 1);
        if (id < floor) break;
        if (isCommon) {
          at = id - 1;
          const row = readEventRow(one.get(id));
          if (row && (row.at < from || row.at >= to)) {
            if (isIndexed) at = Math.max(index.skipTo(at, from, to) ?? 0, floor - 1);
          } else if (row && isWanted(row, filter.account, actions, needle)) {
            const event = toEvent(row);
            if (event && events.length === limit) return { events, nextBefore: id + 1 };
            if (event) events.push(event);
          }
        }
        if (at > 0 && budget.isSpent) return { events, nextBefore: at + 1 };
      }
    }
    return { events, nextBefore: null };
  };
}

function isWanted(
  row: EventRow,
  account: string | undefined,
  actions: ReadonlySet<string> | undefined,
  needle: Needle | undefined,
): boolean {
  if (account !== undefined && row.account !== account) return false;
  if (actions && !actions.has(row.action)) return false;
  if (!needle || (needle.labels as ReadonlySet<string>).has(row.action)) return true;
  return isFoundBy(needle.text, { ...row, details: detailsOf(row) });
}
