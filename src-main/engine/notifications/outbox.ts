import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { Db } from '../storage/open.ts';
import { type ClaimedRow, LANE, OPEN, ROW_COLUMNS, readRow } from './outbox-row.ts';
import { type DeliveryState, RETRY_WINDOW_MS, recover } from './retry.ts';

export interface Addressed {
  id: string;
  label: string;
}

/**
 * The writes of the table `outbox`. What a lane takes next is decided in claims.ts, the reads for people are in
 * deliveries.ts.
 */
export function createOutbox(db: Db) {
  const insert = db.prepare(
    `INSERT INTO outbox (account_id, event_id, subject, target_id, target_label, status, created_at)
     VALUES (@accountId, @eventId, @subject, @targetId, @targetLabel, 'queued', @createdAt) ON CONFLICT DO NOTHING`,
  );
  const update = db.prepare(
    `UPDATE outbox SET status = @status, attempts = @attempts, first_attempt_at = @firstAttemptAt,
     next_attempt_at = @nextAttemptAt, last_error = @lastError, delivered_at = @endedAt, duration_ms = @durationMs
     WHERE id = @id`,
  );
  const one = db.prepare(`SELECT ${ROW_COLUMNS} FROM outbox WHERE id = ?`);
  const sendAgain = db.prepare(
    `UPDATE outbox SET status = 'queued', attempts = 0, first_attempt_at = NULL, next_attempt_at = NULL, held = 0,
     held_at = NULL, again = 1, last_error = NULL, delivered_at = NULL, duration_ms = NULL
     WHERE id = ? AND status IN ('delivered', 'failed')`,
  );
  const sending = db.prepare(`SELECT ${ROW_COLUMNS} FROM outbox WHERE ${OPEN} AND status = 'sending'`);
  // A failure that went past what quiet hours hold says nothing about that: it was not due.
  const startClock = db.prepare(
    `UPDATE ${LANE} SET first_attempt_at = @now WHERE target_id = @targetId AND ${OPEN} AND first_attempt_at IS NULL
     AND held <= @held`,
  );
  const shiftClock = db.prepare(
    `UPDATE ${LANE} SET first_attempt_at = first_attempt_at + ? WHERE target_id = ? AND ${OPEN} AND held_at IS NULL`,
  );
  const letGo = db.prepare(
    `UPDATE outbox INDEXED BY outbox_held SET first_attempt_at = first_attempt_at + max(0, @now - held_at),
     next_attempt_at = NULL, held_at = NULL WHERE target_id = @targetId AND held_at IS NOT NULL AND ${OPEN}`,
  );
  const untried = db.prepare(
    `UPDATE outbox SET next_attempt_at = NULL WHERE ${OPEN} AND status = 'queued' AND attempts = 0`,
  );
  const hurried = db.prepare(
    `UPDATE outbox SET next_attempt_at = @now WHERE ${OPEN} AND status = 'queued' AND next_attempt_at > @now`,
  );
  const lanes = db.prepare(`SELECT DISTINCT target_id FROM outbox WHERE ${OPEN}`).pluck();
  const cancel = db.prepare(
    `UPDATE ${LANE} SET status = 'failed', next_attempt_at = NULL, last_error = @reason, delivered_at = @now
     WHERE target_id = @targetId AND ${OPEN} AND status = 'queued' AND created_at <= @createdUntil`,
  );
  const refers = db.prepare('SELECT 1 FROM outbox WHERE target_id = ? LIMIT 1').pluck();

  const save = (id: number, state: DeliveryState, endedAt: number | null, durationMs: number | null) =>
    update.run({ ...state, id, endedAt, durationMs });

  return {
    /**
     * One row per addressee. Called inside the transaction that decides on it. A row that is there already stays.
     * @param subject the one that it is about; null: the whole event.
     */
    insert(
      event: AuditEvent,
      to: readonly Addressed[],
      createdAt: number,
      subject: string | null = null,
    ): void {
      for (const { id, label } of to)
        insert.run({
          accountId: event.account,
          eventId: event.id,
          subject,
          targetId: id,
          targetLabel: label,
          createdAt,
        });
    },

    get: (id: number): ClaimedRow | undefined => readRow(one.get(id)),

    /** @returns whether the row had ended and waits again now. */
    sendAgain: (id: number): boolean => sendAgain.run(id).changes === 1,

    /** Stores that these rows of one lane are under way. `slept`: milliseconds that the lane missed. */
    take(rows: readonly ClaimedRow[], slept: number): void {
      const [first] = rows;
      if (first && slept > 0) shiftClock.run(slept, first.targetId);
      for (const { id, state } of rows) save(id, state, null, null);
    },

    /** Stores how an attempt ended. `endedAt` is kept for failed rows too, but told for delivered ones only. */
    settle(row: ClaimedRow, state: DeliveryState, now: number, durationMs: number | null): void {
      const ended = state.status === 'delivered' || state.status === 'failed';
      save(row.id, state, ended ? now : null, durationMs);
      // An attempt that fails was one for the whole lane: what waits behind it has its 24 hours from now as well,
      // or a dead target would take a day per message.
      if (state.status === 'queued' && state.attempts > 0)
        startClock.run({ now, targetId: row.targetId, held: row.held ? 1 : 0 });
    },

    /** Nothing can be sent for so long: that does not count among the 24 hours of what the lane tried before. */
    postpone: (targetId: string, ms: number): void => void shiftClock.run(ms, targetId),

    /** Quiet hours are over: their time was none of the 24 hours of what they held. That is counted here, and only here. */
    letGo: (targetId: string, now: number): void => void letGo.run({ targetId, now }),

    /** Rows that a killed process left behind go again. @returns how many. */
    recover(now: number): number {
      const rows = sending.all().flatMap((found) => readRow(found) ?? []);
      for (const row of rows) save(row.id, recover(row.state, now), null, null);
      return rows.length;
    },

    /** Targets with something to send. */
    openLanes: (): string[] => lanes.all() as string[],

    /** What waits for its next attempt is due now. */
    hurry: (now: number): void => void hurried.run({ now }),

    /** What could not be tried at all is due again. */
    retryUntried: (): void => void untried.run(),

    /** Ends what waits for a target without an event: a person wanted that. @returns how many rows. */
    cancel: (targetId: string, reason: string, now: number): number =>
      cancel.run({ targetId, reason, now, createdUntil: Number.MAX_SAFE_INTEGER }).changes,

    /** Ends what waited for a day for a target that was switched off. @returns how many rows. */
    cancelStale: (targetId: string, reason: string, now: number): number =>
      cancel.run({ targetId, reason, now, createdUntil: now - RETRY_WINDOW_MS }).changes,

    /** Whether the history names this target. */
    refersTo: (targetId: string): boolean => refers.get(targetId) === 1,
  };
}

export type Outbox = ReturnType<typeof createOutbox>;
