import { z } from 'zod';
import { AUDIT_ACTIONS, isAuditAction } from '../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';

const row = z.object({
  id: z.number(),
  account: z.string().nullable(),
  at: z.number(),
  action: z.string(),
  severity: z.enum(['info', 'success', 'warning', 'failure']),
  actor: z.string(),
  target: z.string(),
  details: z.string(),
});

/** A row of `events` whose details are not read yet. */
export type EventRow = z.infer<typeof row>;

export const EVENT_COLUMNS = 'id, account_id AS account, at, action, severity, actor, target, details';

export const readEventRow = (found: unknown): EventRow | undefined => row.safeParse(found).data;

/** Empty where the text is no object: a row that somebody else wrote. */
export function detailsOf({ details }: Pick<EventRow, 'details'>): AuditEvent['details'] {
  const value: unknown = JSON.parse(details);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as AuditEvent['details'])
    : {};
}

/** Undefined for a row that another version wrote and this one cannot read: skipped, its neighbours are shown. */
export function toEvent(found: EventRow | undefined): AuditEvent | undefined {
  if (!found || !isAuditAction(found.action)) return undefined;
  const { action, at, ...rest } = found;
  return {
    ...rest,
    action,
    at: new Date(at).toISOString(),
    label: AUDIT_ACTIONS[action].label,
    details: detailsOf(found),
  };
}
