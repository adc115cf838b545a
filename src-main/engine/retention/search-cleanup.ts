import { BLOCK_SIZE } from '../audit/search-index.ts';
import type { Db } from '../storage/open.ts';
import type { Cleanup } from './log-cleanup.ts';

const TERMS_AT_ONCE = 50;
const EVENTS_AT_ONCE = 500;

/**
 * What the search index keeps of events that are gone: all below the oldest that is there. One that stays although it
 * is old keeps the rest in the index for so long, where it does no harm.
 */
export function cleanSearchIndex(db: Db): Cleanup {
  const floor = (db.prepare('SELECT min(id) FROM events').pluck().get() as number | null) ?? 0;
  const next = db.prepare('SELECT id FROM search_terms WHERE id > ? ORDER BY id LIMIT ?').pluck();
  // Of a term that is in most events only so many go at a time.
  const bound = db
    .prepare(
      'SELECT event_id FROM event_terms WHERE term_id = ? AND event_id < ? ORDER BY event_id LIMIT 1 OFFSET ?',
    )
    .pluck();
  const remove = db.prepare('DELETE FROM event_terms WHERE term_id = ? AND event_id < ?');
  const count = db.prepare('UPDATE search_terms SET events = max(0, events - ?) WHERE id = ?');
  const forget = db.prepare(
    'DELETE FROM search_terms WHERE id = @id AND NOT EXISTS (SELECT 1 FROM event_terms WHERE term_id = @id)',
  );
  const forgetBlocks = db.prepare(
    `DELETE FROM event_blocks WHERE block IN
       (SELECT block FROM event_blocks WHERE block * @size + @size <= @floor ORDER BY block LIMIT @limit)`,
  );
  let after = 0;
  let deleted = 0;

  /** @returns whether the term has more of them. */
  const clean = (id: number): boolean => {
    const until = bound.get(id, floor, EVENTS_AT_ONCE) as number | undefined;
    const { changes } = remove.run(id, until ?? floor);
    if (changes > 0) count.run(changes, id);
    deleted += changes;
    if (until === undefined) forget.run({ id });
    return until !== undefined;
  };

  return {
    step() {
      const terms = next.all(after, TERMS_AT_ONCE) as number[];
      for (const id of terms) {
        if (clean(id)) return true;
        after = id;
      }
      if (terms.length === TERMS_AT_ONCE) return true;
      return forgetBlocks.run({ size: BLOCK_SIZE, floor, limit: EVENTS_AT_ONCE }).changes === EVENTS_AT_ONCE;
    },
    get deleted() {
      return deleted;
    },
  };
}
