import type { Severity } from '../audit-actions.ts';
import type { AuditEvent, Delivery } from '../audit-event.ts';

/** Of `events.list`. A page may be short, even empty, while `nextBefore` is set: a search looks only so far at a time. */
export interface EventPage {
  events: AuditEvent[];
  /** Pass as `before` for the next page; null at the end. */
  nextBefore: number | null;
}

/** A delivery with what it was about. */
export interface DeliveryRow extends Delivery {
  /** The event's. */
  label: string;
  severity: Severity;
  eventTarget: string;
}

export interface DeliveryPage {
  deliveries: DeliveryRow[];
  nextBefore: number | null;
}
