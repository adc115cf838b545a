import { actionDefinition } from '../../../src-shared/audit-actions.ts';
import type { AuditEvent, Delivery } from '../../../src-shared/audit-event.ts';
import { Section } from '../../components/section.tsx';
import { DELIVERY_STATUS } from '../../components/status.ts';
import { StatusWord } from '../../components/status-icon.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { count } from '../../lib/format.ts';
import styles from './event-panel.module.css';

function nobody(event: AuditEvent): string {
  if (actionDefinition(event.action).neverNotified)
    return 'Events of this kind are logged and shown, never themselves sent.';
  return 'Sent to nobody: when it happened, no target was on, or this event was not ticked under Notifications.';
}

/** Each target's own story of this event. */
export function DeliveryList({ deliveries, event }: { deliveries: Delivery[]; event: AuditEvent }) {
  return (
    <Section title="Deliveries">
      {deliveries.length === 0 ? (
        <p className={styles.nobody}>{nobody(event)}</p>
      ) : (
        <ul>
          {deliveries.map((delivery) => {
            const { status, word } = DELIVERY_STATUS[delivery.status];
            return (
              <li key={delivery.id} className={styles.delivery}>
                <span className={styles.deliveryHead}>
                  <strong className="truncate">{delivery.targetLabel}</strong>
                  <StatusWord status={status} word={word} />
                </span>
                <span className={styles.facts}>
                  {delivery.deliveredAt !== null && <TimeAgo iso={delivery.deliveredAt} />}
                  {delivery.attempts > 0 && <span>{count(delivery.attempts, 'attempt')}</span>}
                  {delivery.status === 'queued' && delivery.nextAttemptAt !== null && (
                    <span>
                      next try <TimeAgo iso={delivery.nextAttemptAt} />
                    </span>
                  )}
                </span>
                {delivery.lastError !== null && delivery.status !== 'delivered' && (
                  <span className={styles.reason}>{delivery.lastError}</span>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}
