import type { Delivery, DeliveryStatus } from '../../../src-shared/audit-event.ts';
import type { TargetView } from '../../../src-shared/views/targets.ts';
import type { Db } from '../storage/open.ts';
import { createDeliveryPages } from './delivery-page.ts';
import { DELIVERY_COLUMNS, readDeliveryRow, toDelivery } from './delivery-row.ts';

export interface DeliveryQuery {
  status?: DeliveryStatus;
  eventId?: number;
  /** 1 to 10,000; newest first. */
  limit?: number;
}

const DEFAULT_LIMIT = 100;

const SELECT = `SELECT ${DELIVERY_COLUMNS}
  FROM outbox JOIN events ON events.id = outbox.event_id`;

/**
 * The outbox and its history, read for people.
 * @param isQuiet whether quiet hours hold this lane now; what they held stays marked while it is tried afterwards.
 */
export function createDeliveryQueries(db: Db, isQuiet: (targetId: string) => boolean = () => false) {
  const ofEvent = db.prepare(`${SELECT} WHERE event_id = ? ORDER BY outbox.id LIMIT ?`);
  const ofStatus = db.prepare(`${SELECT} WHERE outbox.status = ? ORDER BY outbox.id DESC LIMIT ?`);
  const newest = db.prepare(`${SELECT} ORDER BY outbox.id DESC LIMIT ?`);
  const last = db.prepare(`${SELECT} WHERE target_id = ? AND attempts > 0 ORDER BY outbox.id DESC LIMIT 1`);
  const waiting = db.prepare(
    `SELECT target_id AS targetId, count(*) AS count FROM outbox WHERE status IN ('queued', 'sending') GROUP BY target_id`,
  );
  const counts = db.prepare(
    `SELECT count(*) FILTER (WHERE status = 'delivered') AS delivered, count(*) FILTER (WHERE status = 'failed') AS failed,
     count(*) FILTER (WHERE status IN ('queued', 'sending')) AS queued FROM outbox WHERE event_id >= ?`,
  );

  const read = (found: unknown) => toDelivery(found, isQuiet);
  const page = createDeliveryPages(db, isQuiet);

  return {
    /** One page with what each delivery was about, within the time that the main process can spare. */
    page,

    list(query: DeliveryQuery = {}): Delivery[] {
      const { status, eventId, limit = DEFAULT_LIMIT } = query;
      if (eventId !== undefined) {
        const found = ofEvent.all(eventId, limit).flatMap(read);
        return status === undefined ? found : found.filter((delivery) => delivery.status === status);
      }
      return (status === undefined ? newest.all(limit) : ofStatus.all(status, limit)).flatMap(read);
    },

    /** Target id → rows that are queued or under way. */
    waiting: (): Map<string, number> =>
      new Map(
        (waiting.all() as { targetId: string; count: number }[]).map(({ targetId, count }) => [
          targetId,
          count,
        ]),
      ),

    /** How the youngest message that was tried for this target went. */
    last(targetId: string): TargetView['lastDelivery'] {
      const found = readDeliveryRow(last.get(targetId));
      if (!found) return null;
      const { status, endedAt, createdAt, durationMs, lastError } = found;
      return {
        status: status === 'sending' ? 'queued' : status,
        at: iso(endedAt ?? createdAt),
        durationMs: status === 'delivered' ? durationMs : null,
        error: status === 'delivered' ? null : lastError,
      };
    },

    /** Rows of the events from this id on, by how they stand. */
    counts: (fromEventId: number): { delivered: number; queued: number; failed: number } =>
      counts.get(fromEventId) as { delivered: number; queued: number; failed: number },
  };
}

export type DeliveryQueries = ReturnType<typeof createDeliveryQueries>;

const iso = (at: number): string => new Date(at).toISOString();
