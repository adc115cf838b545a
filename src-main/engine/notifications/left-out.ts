import type { Db } from '../storage/open.ts';

/** The table `left_out`: which subjects of an event were muted when it was recorded. */
export function createLeftOut(db: Db) {
  const insert = db.prepare('INSERT INTO left_out (event_id, subject) VALUES (?, ?)');
  const of = db.prepare('SELECT subject FROM left_out WHERE event_id = ?').pluck();
  return {
    /** Inside the transaction that records the event. */
    add(eventId: number, subjects: Iterable<string>): void {
      for (const subject of subjects) insert.run(eventId, subject);
    },
    of: (eventId: number): Set<string> => new Set(of.all(eventId) as string[]),
  };
}
