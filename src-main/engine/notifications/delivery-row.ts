import { z } from 'zod';
import { isAuditAction } from '../../../src-shared/audit-actions.ts';
import type { Delivery } from '../../../src-shared/audit-event.ts';

const row = z.object({
  id: z.number(),
  eventId: z.number(),
  action: z.string(),
  targetId: z.string(),
  targetLabel: z.string(),
  status: z.enum(['queued', 'sending', 'delivered', 'failed']),
  attempts: z.number(),
  createdAt: z.number(),
  endedAt: z.number().nullable(),
  nextAttemptAt: z.number().nullable(),
  durationMs: z.number().nullable(),
  lastError: z.string().nullable(),
  subject: z.string().nullable(),
  held: z.number(),
});

/** Of `outbox`, joined with its `events`. */
export const DELIVERY_COLUMNS = `outbox.id, event_id AS eventId, events.action, target_id AS targetId, target_label AS targetLabel,
  outbox.status, attempts, created_at AS createdAt, delivered_at AS endedAt, next_attempt_at AS nextAttemptAt,
  duration_ms AS durationMs, last_error AS lastError, subject, held`;
export const readDeliveryRow = (found: unknown) => row.safeParse(found).data;

const iso = (at: number): string => new Date(at).toISOString();

/** None for a row that another version wrote and this one cannot read. */
export function toDelivery(found: unknown, isQuiet: (targetId: string) => boolean): Delivery[] {
  const read = readDeliveryRow(found);
  if (!read || !isAuditAction(read.action)) return [];
  const { endedAt, createdAt, nextAttemptAt, durationMs: _, action, subject, held, ...rest } = read;
  return [
    {
      ...rest,
      action,
      createdAt: iso(createdAt),
      deliveredAt: rest.status === 'delivered' && endedAt !== null ? iso(endedAt) : null,
      nextAttemptAt: rest.status !== 'queued' || nextAttemptAt === null ? null : iso(nextAttemptAt),
      ...(subject === null ? {} : { subject }),
      ...(held === 1 && rest.status === 'queued' && isQuiet(rest.targetId) ? { held: true as const } : {}),
    },
  ];
}
