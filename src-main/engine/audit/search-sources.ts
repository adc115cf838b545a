import type { AuditAction } from '../../../src-shared/audit-actions.ts';
import { type IdSource, NO_IDS, UnionSource } from '../storage/id-source.ts';
import type { Db } from '../storage/open.ts';
import type { EventFilter } from './event-filter.ts';
import type { SearchIndex } from './search-index.ts';
import type { Needle } from './search-needle.ts';

/** Counting further would take longer than it helps. */
const COUNTED = 5_000;
/** To begin with so many terms takes some milliseconds; a text that is in more of them is in most events. */
const MOST_TERMS = 4_000;
/** So few events are read and judged sooner than another way is followed beside. */
const FEW = 1_000;

interface Way {
  /** How many events it names, roughly. */
  events: number;
  source: () => IdSource;
}

/** Chooses how the events that a filter may want are gone through. */
export function createSearchSources(db: Db, index: SearchIndex) {
  const all = db.prepare('SELECT max(id) FROM events WHERE id <= ?').pluck();
  const ofAction = db
    .prepare('SELECT id FROM events WHERE action = ? AND id <= ? ORDER BY id DESC LIMIT 1')
    .pluck();
  const countAction = db
    .prepare('SELECT count(*) FROM (SELECT 1 FROM events WHERE action = ? AND id <= ? LIMIT ?)')
    .pluck();

  const everything: IdSource = { seek: (at) => (all.get(at) as number | null) ?? 0 };
  const action = (name: AuditAction): IdSource => ({
    seek: (at) => (ofAction.get(name, at) as number | undefined) ?? 0,
  });
  const term = (id: number): IdSource => ({ seek: (at) => index.head(id, at) ?? 0 });
  const started = (source: IdSource, at: number) => ({ source, head: source.seek(at) });

  const countOf = (actions: Iterable<AuditAction>, at: number): number => {
    let count = 0;
    for (const name of actions)
      if (count < COUNTED) count += countAction.get(name, at, COUNTED - count) as number;
    return count;
  };

  const byActions = (actions: readonly AuditAction[], at: number): Way => ({
    events: countOf(actions, at),
    source: () => new UnionSource(actions.map((name) => started(action(name), at))),
  });

  const byAccount = (account: string): Way => {
    const found = index.ofAccount(account);
    return { events: found?.events ?? 0, source: () => (found ? term(found.id) : NO_IDS) };
  };

  const byText = (needle: Needle, actions: ReadonlySet<AuditAction> | undefined, at: number): Way => {
    const labels = [...needle.labels].filter((name) => actions?.has(name) ?? true);
    return {
      events: needle.events + countOf(labels, at),
      source: () =>
        new UnionSource([
          ...labels.map((name) => started(action(name), at)),
          ...index
            .heads(needle.terms, at)
            .map((found) => ({ source: term(found.term), head: found.head ?? 0 })),
        ]),
    };
  };

  /**
   * Each names all events that the filter may want; the first is to be followed, the others tell what can be left out.
   * @param isIndexed whether the search index covers the ids that are asked for, from `at` down.
   */
  return (
    filter: EventFilter,
    needle: Needle | undefined,
    at: number,
    isIndexed: boolean,
  ): [IdSource, ...IdSource[]] => {
    const actions = filter.actions && new Set(filter.actions);
    const ways: Way[] = [];
    if (filter.actions) ways.push(byActions(filter.actions, at));
    if (isIndexed && filter.account !== undefined) ways.push(byAccount(filter.account));
    if (isIndexed && needle && needle.terms.length <= MOST_TERMS) ways.push(byText(needle, actions, at));
    const [best, ...others] = ways.sort((a, b) => a.events - b.events);
    if (!best) return [everything];
    return [best.source(), ...(best.events <= FEW ? [] : others.map((way) => way.source()))];
  };
}
