import type { Db } from '../storage/open.ts';
import { ageOf } from './reference-time.ts';

export interface Cleanup {
  /** Some rows, inside a transaction. @returns whether there may be more. */
  step(): boolean;
  /** How many rows went. */
  readonly deleted: number;
}

/** Rows older than `oldest` go; ages are counted by `reference`. Milliseconds since the epoch. */
export interface Cutoff {
  oldest: number;
  reference: number;
}

const AT_ONCE = 50;

interface Entry {
  id: number;
  at: number;
  /** 1: it must stay, whatever its age. */
  needed: number;
}

/**
 * Events, with their deliveries and with what a mute left out of them. Those that something still waits for stay: a
 * delivery that has not ended (quiet hours may hold it), or what a mute hides.
 */
export const cleanEvents = (db: Db, cutoff: Cutoff): Cleanup =>
  oldestFirst(db, cutoff, {
    table: 'events',
    at: 'at',
    needed: `EXISTS (SELECT 1 FROM outbox WHERE outbox.event_id = events.id AND outbox.status IN ('queued', 'sending'))
      OR EXISTS (SELECT 1 FROM hidden_alerts WHERE hidden_alerts.event_id = events.id)`,
  });

/** Deliveries that have ended. */
export const cleanDeliveries = (db: Db, cutoff: Cutoff): Cleanup =>
  oldestFirst(db, cutoff, {
    table: 'outbox',
    at: 'created_at',
    needed: "status IN ('queued', 'sending')",
  });

function oldestFirst(
  db: Db,
  { oldest, reference }: Cutoff,
  { table, at, needed }: { table: string; at: string; needed: string },
): Cleanup {
  const next = db.prepare(
    `SELECT id, ${at} AS at, (${needed}) AS needed FROM ${table} WHERE id > ? ORDER BY id LIMIT ${AT_ONCE}`,
  );
  const remove = db.prepare(`DELETE FROM ${table} WHERE id = ?`);
  let after = 0;
  let deleted = 0;
  return {
    step() {
      const entries = next.all(after) as Entry[];
      for (const entry of entries) {
        const age = ageOf(entry.at, oldest, reference);
        if (age === 'young') return false;
        if (age === 'old' && entry.needed === 0) deleted += remove.run(entry.id).changes;
        after = entry.id;
      }
      return entries.length === AT_ONCE;
    },
    get deleted() {
      return deleted;
    },
  };
}
