import type { AuditEvent, Delivery } from '../../src-shared/audit-event.ts';

/** One line a person can read, for a terminal: `12:03:41  failure   DNS problem: example.com`. */
export const eventLine = (event: AuditEvent): string =>
  `${time(event.at)}  ${event.severity.padEnd(9)} ${event.label}: ${event.target}`;

/**
 * @param now ISO 8601: failures carry no time of their own and are told as they happen.
 * @returns undefined while there is nothing to tell: a delivery that waits for its first attempt.
 */
export function deliveryLine(event: AuditEvent, delivery: Delivery, now: string): string | undefined {
  const what = `${event.label}: ${event.target}`;
  switch (delivery.status) {
    case 'delivered':
      return `${time(delivery.deliveredAt ?? now)}  delivered to ${delivery.targetLabel}: ${what}`;
    case 'failed':
      return `${time(now)}  not delivered to ${delivery.targetLabel}: ${what} (${delivery.lastError ?? 'no reason given'})`;
    case 'queued':
      if (delivery.lastError === null) return undefined;
      return `${time(now)}  will try ${delivery.targetLabel} again: ${what} (${delivery.lastError})`;
    case 'sending':
      return undefined;
  }
}

/** Local time of day. */
const time = (iso: string): string => new Date(iso).toLocaleTimeString('sv');
