import { z } from 'zod';
import { actionDefinition } from '../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { SettingKey, SettingValue } from '../../../src-shared/settings.ts';
import type { Db } from '../storage/open.ts';
import { OS_CHANNEL, OS_LABEL } from './channel.ts';
import { begin, type DeliveryState, isDue, missed, RETRY_WINDOW_MS, recover } from './retry.ts';
import type { Subscriptions } from './subscriptions.ts';
import type { TargetRepository } from './targets.ts';

export interface SettingsReader {
  get<K extends SettingKey>(key: K): SettingValue<K>;
}

/** A row that its lane has taken. */
export interface ClaimedRow {
  id: number;
  eventId: number;
  targetId: string;
  targetLabel: string;
  state: DeliveryState;
}

/** What a lane finds: a row to send, a time to wait for, or nothing. */
export type Claim = { kind: 'row'; row: ClaimedRow } | { kind: 'wait'; until: number } | { kind: 'empty' };

export interface OutboxOptions {
  db: Db;
  targets: TargetRepository;
  subscriptions: Subscriptions;
  settings: SettingsReader;
  /** Whether this process can show notifications of its own. */
  osChannel: () => boolean;
}

const laneRow = z
  .object({
    id: z.number(),
    eventId: z.number(),
    targetId: z.string(),
    targetLabel: z.string(),
    status: z.enum(['queued', 'sending', 'delivered', 'failed']),
    attempts: z.number(),
    firstAttemptAt: z.number().nullable(),
    nextAttemptAt: z.number().nullable(),
    lastError: z.string().nullable(),
  })
  .transform(({ id, eventId, targetId, targetLabel, ...state }) => ({
    id,
    eventId,
    targetId,
    targetLabel,
    state,
  }));

const COLUMNS = `id, event_id AS eventId, target_id AS targetId, target_label AS targetLabel, status, attempts,
  first_attempt_at AS firstAttemptAt, next_attempt_at AS nextAttemptAt, last_error AS lastError`;
/** Worded so that SQLite sees the partial index fit. */
const OPEN = "status IN ('queued', 'sending')";

/** The writes of the table `outbox`. Its reads for people are in deliveries.ts. */
export function createOutbox({ db, targets, subscriptions, settings, osChannel }: OutboxOptions) {
  const insert = db.prepare(
    `INSERT INTO outbox (account_id, event_id, target_id, target_label, status, created_at)
     VALUES (@accountId, @eventId, @targetId, @targetLabel, 'queued', @createdAt)`,
  );
  const head = db.prepare(
    `SELECT ${COLUMNS} FROM outbox WHERE target_id = ? AND ${OPEN} AND status = 'queued' ORDER BY id LIMIT 1`,
  );
  const update = db.prepare(
    `UPDATE outbox SET status = @status, attempts = @attempts, first_attempt_at = @firstAttemptAt,
     next_attempt_at = @nextAttemptAt, last_error = @lastError, delivered_at = @endedAt, duration_ms = @durationMs
     WHERE id = @id`,
  );
  const sending = db.prepare(`SELECT ${COLUMNS} FROM outbox WHERE ${OPEN} AND status = 'sending'`);
  const startClock = db.prepare(
    `UPDATE outbox SET first_attempt_at = ? WHERE target_id = ? AND ${OPEN} AND first_attempt_at IS NULL`,
  );
  const shiftClock = db.prepare(
    `UPDATE outbox SET first_attempt_at = first_attempt_at + ? WHERE target_id = ? AND ${OPEN}`,
  );
  const untried = db.prepare(
    `UPDATE outbox SET next_attempt_at = NULL WHERE ${OPEN} AND status = 'queued' AND attempts = 0`,
  );
  const hurried = db.prepare(
    `UPDATE outbox SET next_attempt_at = @now WHERE ${OPEN} AND status = 'queued' AND next_attempt_at > @now`,
  );
  const lanes = db.prepare(`SELECT DISTINCT target_id FROM outbox WHERE ${OPEN}`).pluck();
  const cancel = db.prepare(
    `UPDATE outbox SET status = 'failed', next_attempt_at = NULL, last_error = @reason, delivered_at = @now
     WHERE target_id = @targetId AND ${OPEN} AND status = 'queued' AND created_at <= @createdUntil`,
  );
  const refers = db.prepare('SELECT 1 FROM outbox WHERE target_id = ? LIMIT 1').pluck();

  const recipients = (event: AuditEvent): { id: string; label: string }[] => {
    if (actionDefinition(event.action).neverNotified || !subscriptions.has(event.action)) return [];
    const own =
      osChannel() && settings.get('notifications.osEnabled') ? [{ id: OS_CHANNEL, label: OS_LABEL }] : [];
    const others = settings.get('notifications.enabled')
      ? targets.list().filter((target) => target.enabled)
      : [];
    return [...own, ...others];
  };
  const save = (id: number, state: DeliveryState, endedAt: number | null, durationMs: number | null) =>
    update.run({ ...state, id, endedAt, durationMs });

  return {
    /**
     * One row per target that the event goes to. Called inside the transaction that records the event.
     * @returns how many.
     */
    enqueue(event: AuditEvent): number {
      const to = recipients(event);
      for (const { id, label } of to) {
        const createdAt = Date.parse(event.at);
        insert.run({
          accountId: event.account,
          eventId: event.id,
          targetId: id,
          targetLabel: label,
          createdAt,
        });
      }
      return to.length;
    },

    /** Takes the lane's oldest row where it is due: a younger one never overtakes it. */
    claim(targetId: string, now: number): Claim {
      const found = laneRow.safeParse(head.get(targetId));
      if (!found.success) return { kind: 'empty' };
      const { state } = found.data;
      if (!isDue(state.nextAttemptAt, now)) return { kind: 'wait', until: state.nextAttemptAt ?? now };
      const taken = begin(state, now);
      const slept = missed(state, now);
      if (slept > 0) shiftClock.run(slept, targetId);
      save(found.data.id, taken, null, null);
      return { kind: 'row', row: { ...found.data, state: taken } };
    },

    /** Stores how an attempt ended. `endedAt` is kept for failed rows too, but told for delivered ones only. */
    settle(row: ClaimedRow, state: DeliveryState, now: number, durationMs: number | null): void {
      const ended = state.status === 'delivered' || state.status === 'failed';
      save(row.id, state, ended ? now : null, durationMs);
      // An attempt that fails was one for the whole lane: what waits behind it has its 24 hours from now as well,
      // or a dead target would take a day per message.
      if (state.status === 'queued' && state.attempts > 0) startClock.run(now, row.targetId);
    },

    /** Rows that a killed process left behind go again. @returns how many. */
    recover(): number {
      const rows = sending.all().flatMap((found) => laneRow.safeParse(found).data ?? []);
      for (const row of rows) save(row.id, recover(row.state), null, null);
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
      cancel.run({ targetId, reason, now, createdUntil: now }).changes,

    /** Ends what waited for a day for a target that was switched off. @returns how many rows. */
    cancelStale: (targetId: string, reason: string, now: number): number =>
      cancel.run({ targetId, reason, now, createdUntil: now - RETRY_WINDOW_MS }).changes,

    /** Whether the history names this target. */
    refersTo: (targetId: string): boolean => refers.get(targetId) === 1,
  };
}

export type Outbox = ReturnType<typeof createOutbox>;
