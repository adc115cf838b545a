import type { Db } from '../storage/open.ts';
import { detailsOf, type EventRow } from './event-row.ts';
import { searchTermsOf } from './search-text.ts';

/** So many ids share one row of `event_blocks`. */
export const BLOCK_SIZE = 512;

export interface TermCount {
  id: number;
  /** In how many events, roughly. */
  events: number;
}

/**
 * The tables `search_terms`, `event_terms`, `event_blocks` and `search_range`. Methods that write belong into a
 * transaction. What it answers may name events that are gone or have changed; it leaves none out of those that are
 * indexed.
 */
export function createSearchIndex(db: Db) {
  const range = db.prepare('SELECT first, last FROM search_range');
  const setRange = db.prepare('UPDATE search_range SET first = ?, last = ?');
  const term = db.prepare('SELECT id FROM search_terms WHERE kind = ? AND text = ?').pluck();
  const addTerm = db.prepare('INSERT INTO search_terms (kind, text) VALUES (?, ?)');
  const count = db.prepare('UPDATE search_terms SET events = events + ? WHERE id = ?');
  const addEvent = db.prepare('INSERT OR IGNORE INTO event_terms (term_id, event_id) VALUES (?, ?)');
  const widen = db.prepare(
    `INSERT INTO event_blocks (block, first_at, last_at) VALUES (@block, @at, @at)
     ON CONFLICT (block) DO UPDATE SET first_at = min(first_at, @at), last_at = max(last_at, @at)`,
  );
  const holding = db.prepare(
    `SELECT id, events FROM search_terms
     WHERE id > @after AND id <= @through AND kind = 'text' AND instr(text, @needle) > 0`,
  );
  const lastTerm = db.prepare('SELECT max(id) FROM search_terms').pluck();
  const account = db.prepare("SELECT id, events FROM search_terms WHERE kind = 'account' AND text = ?");
  const head = db
    .prepare('SELECT max(event_id) FROM event_terms WHERE term_id = ? AND event_id <= ?')
    .pluck();
  const heads = db.prepare(
    `SELECT value AS term, (SELECT max(event_id) FROM event_terms WHERE term_id = value AND event_id <= @at) AS head
     FROM json_each(@terms)`,
  );
  const overlapping = db
    .prepare(
      `SELECT block FROM event_blocks WHERE block <= @block AND last_at >= @from AND first_at < @to
       ORDER BY block DESC LIMIT 1`,
    )
    .pluck();

  // An insert that meets the row that is there would use up an id all the same.
  const idOf = (kind: 'text' | 'account', text: string): number =>
    (term.get(kind, text) as number | undefined) ?? Number(addTerm.run(kind, text).lastInsertRowid);

  return {
    /** All ids from `first` to `last` are indexed; `first` is the greater one where none is. */
    range: () => range.get() as { first: number; last: number },
    setRange: (first: number, last: number): void => void setRange.run(first, last),

    /** Rows that are not indexed yet. */
    add(rows: readonly EventRow[]): void {
      const ids = new Map<string, number>();
      const counts = new Map<number, number>();
      const put = (kind: 'text' | 'account', text: string, eventId: number): void => {
        const key = `${kind} ${text}`;
        const id = ids.get(key) ?? idOf(kind, text);
        ids.set(key, id);
        counts.set(id, (counts.get(id) ?? 0) + addEvent.run(id, eventId).changes);
      };
      for (const found of rows) {
        for (const text of searchTermsOf({ ...found, details: detailsOf(found) }))
          put('text', text, found.id);
        if (found.account !== null) put('account', found.account, found.id);
        widen.run({ block: Math.floor(found.id / BLOCK_SIZE), at: found.at });
      }
      for (const [id, more] of counts) count.run(more, id);
    },

    lastTerm: (): number => (lastTerm.get() as number | null) ?? 0,

    /** The terms with ids in (after, through] that contain the folded text. */
    termsWith: (needle: string, after: number, through: number): TermCount[] =>
      holding.all({ needle, after, through }) as TermCount[],

    ofAccount: (id: string): TermCount | undefined => account.get(id) as TermCount | undefined,

    /** The youngest event of the term whose id is at most `at`. */
    head: (term: number, at: number): number | null => head.get(term, at) as number | null,

    heads: (terms: readonly number[], at: number) =>
      heads.all({ terms: JSON.stringify(terms), at }) as { term: number; head: number | null }[],

    /** The highest id up to `at` whose run of ids has times in [from, to); undefined: there is none. */
    skipTo(at: number, from: number, to: number): number | undefined {
      const found = overlapping.get({ block: Math.floor(at / BLOCK_SIZE), from, to }) as number | undefined;
      return found === undefined ? undefined : Math.min(at, found * BLOCK_SIZE + BLOCK_SIZE - 1);
    },
  };
}

export type SearchIndex = ReturnType<typeof createSearchIndex>;
