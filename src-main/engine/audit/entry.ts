import type { AuditAction } from '../../../src-shared/audit-actions.ts';
import type { AuditEvent, EventDetails } from '../../../src-shared/audit-event.ts';

/** What a monitor or a person's action asks the log to record. */
export interface AuditEntry {
  action: AuditAction;
  accountId: string | null;
  /** `monitor`, `this computer`, `MXroute account`, `command line`. */
  actor: string;
  /** The subject: a domain, a mailbox, "3 domains". */
  target: string;
  details: EventDetails;
}

export interface AuditLog {
  /**
   * Records the event and queues its deliveries. Must be called inside the transaction that stores the state change
   * which caused it (it throws outside of one), so that both are kept or neither.
   */
  record(entry: AuditEntry): AuditEvent;
}
