import { z } from 'zod';
import { AUDIT_ACTIONS, isAuditAction } from '../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { Db } from '../storage/open.ts';

export interface EventQuery {
  /** 1 to 1,000. */
  limit: number;
  /** Only events older than this id: the page after it. */
  before?: number;
  action?: string;
  /** Milliseconds since the epoch, inclusive. */
  since?: number;
}

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

const COLUMNS = 'id, account_id AS account, at, action, severity, actor, target, details';

/** Reads of the audit log, newest first. */
export function createEventQueries(db: Db) {
  const one = db.prepare(`SELECT ${COLUMNS} FROM events WHERE id = ?`);
  const page = db.prepare(
    `SELECT ${COLUMNS} FROM events WHERE id < @before AND at >= @since ORDER BY id DESC LIMIT @limit`,
  );
  const pageOfAction = db.prepare(
    `SELECT ${COLUMNS} FROM events WHERE action = @action AND id < @before AND at >= @since ORDER BY id DESC LIMIT @limit`,
  );
  const recentAlerts = db.prepare(
    `SELECT ${COLUMNS} FROM events WHERE severity IN ('warning', 'failure') ORDER BY id DESC LIMIT ?`,
  );
  return {
    get: (id: number): AuditEvent | undefined => {
      const found = one.get(id);
      return found === undefined ? undefined : toEvent(found);
    },
    list: (query: EventQuery): AuditEvent[] => {
      const values = {
        before: query.before ?? Number.MAX_SAFE_INTEGER,
        since: query.since ?? 0,
        limit: query.limit,
        action: query.action,
      };
      const rows = query.action === undefined ? page.all(values) : pageOfAction.all(values);
      return rows.map(toEvent).filter((event) => event !== undefined);
    },
    /** What the tray offers: the last things that went wrong. */
    recentAlerts: (limit: number): AuditEvent[] =>
      recentAlerts
        .all(limit)
        .map(toEvent)
        .filter((event) => event !== undefined),
  };
}

export type EventQueries = ReturnType<typeof createEventQueries>;

/** Undefined for a row that another version wrote and this one cannot read: skipped, its neighbours are shown. */
function toEvent(value: unknown): AuditEvent | undefined {
  const parsed = row.safeParse(value);
  if (!parsed.success || !isAuditAction(parsed.data.action)) return undefined;
  const { action, at, details, ...rest } = parsed.data;
  return {
    ...rest,
    action,
    at: new Date(at).toISOString(),
    label: AUDIT_ACTIONS[action].label,
    details: JSON.parse(details) as AuditEvent['details'],
  };
}
