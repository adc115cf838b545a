import { z } from 'zod';
import type { DeliveryState } from './retry.ts';

/** A row that its lane has taken. */
export interface ClaimedRow {
  id: number;
  eventId: number;
  targetId: string;
  targetLabel: string;
  /** The one subject that it is about; null: the whole event, but for what was muted then. */
  subject: string | null;
  /** Waited for the end of quiet hours. */
  held: boolean;
  /** A person asked for it once more. */
  again: boolean;
  state: DeliveryState;
}

const row = z
  .object({
    id: z.number(),
    eventId: z.number(),
    targetId: z.string(),
    targetLabel: z.string(),
    subject: z.string().nullable(),
    held: z.number(),
    again: z.number(),
    status: z.enum(['queued', 'sending', 'delivered', 'failed']),
    attempts: z.number(),
    firstAttemptAt: z.number().nullable(),
    nextAttemptAt: z.number().nullable(),
    lastError: z.string().nullable(),
  })
  .transform(
    ({ id, eventId, targetId, targetLabel, subject, held, again, ...state }): ClaimedRow => ({
      id,
      eventId,
      targetId,
      targetLabel,
      subject,
      held: held === 1,
      again: again === 1,
      state,
    }),
  );

export const ROW_COLUMNS = `outbox.id, event_id AS eventId, target_id AS targetId, target_label AS targetLabel, subject,
  held, again, status, attempts, first_attempt_at AS firstAttemptAt, next_attempt_at AS nextAttemptAt,
  last_error AS lastError`;
/** Worded so that SQLite sees the partial index fit. */
export const OPEN = "status IN ('queued', 'sending')";
/** What is open of one lane, whatever the history. Named: SQLite refuses the statement where the index cannot serve. */
export const LANE = 'outbox INDEXED BY outbox_lane';

/** Undefined for none, and for a row of an unexpected shape. */
export const readRow = (found: unknown): ClaimedRow | undefined => row.safeParse(found).data;
