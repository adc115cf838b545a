import { actionDefinition } from '../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { Clock } from '../ports.ts';
import type { Db } from '../storage/open.ts';
import type { AuditEntry, AuditLog } from './entry.ts';
import { scrubDetails } from './scrub.ts';

export interface AuditLogOptions {
  db: Db;
  clock: Pick<Clock, 'now'>;
  /** Queues the event's deliveries inside the same transaction. */
  enqueue: (event: AuditEvent) => void;
  /** Called inside the transaction; the feed waits for its end. */
  recorded: (event: AuditEvent) => void;
}

/** The only writer of `events`. */
export function createAuditLog({ db, clock, enqueue, recorded }: AuditLogOptions): AuditLog {
  const insert = db.prepare(
    'INSERT INTO events (account_id, at, action, severity, actor, target, details) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  return {
    record(entry: AuditEntry): AuditEvent {
      if (!db.inTransaction)
        throw new Error('An event is recorded together with the change that caused it, in one transaction.');
      const { label, severity } = actionDefinition(entry.action);
      const details = scrubDetails(entry.details);
      const at = clock.now();
      const { lastInsertRowid } = insert.run(
        entry.accountId,
        at,
        entry.action,
        severity,
        entry.actor,
        entry.target,
        JSON.stringify(details),
      );
      const event: AuditEvent = {
        id: Number(lastInsertRowid),
        at: new Date(at).toISOString(),
        action: entry.action,
        label,
        severity,
        actor: entry.actor,
        target: entry.target,
        account: entry.accountId,
        details,
      };
      enqueue(event);
      recorded(event);
      return event;
    },
  };
}
