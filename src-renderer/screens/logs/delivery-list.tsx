import { actionDefinition } from '../../../src-shared/audit-actions.ts';
import type { AuditEvent, Delivery } from '../../../src-shared/audit-event.ts';
import { Section } from '../../components/section.tsx';
import { StatusIcon } from '../../components/status-icon.tsx';
import { DeliveryLine } from './delivery-line.tsx';
import styles from './event-panel.module.css';

interface Props {
  deliveries: Delivery[];
  event: AuditEvent;
  /** Subjects of the event that were muted when it happened. */
  muted: string[];
}

function nobody(event: AuditEvent): string {
  if (actionDefinition(event.action).neverNotified)
    return 'Events of this kind are logged and shown, never themselves sent.';
  return 'Sent to nobody: when it happened, no target was on, or this event was not ticked under Notifications.';
}

/** Each target's own story of this event. */
export function DeliveryList({ deliveries, event, muted }: Props) {
  return (
    <Section title="Deliveries">
      {muted.length > 0 && <Muted subjects={muted} all={deliveries.length === 0} />}
      {deliveries.length === 0 && muted.length === 0 && <p className={styles.nobody}>{nobody(event)}</p>}
      {deliveries.length > 0 && (
        <ul>
          {deliveries.map((delivery) => (
            <DeliveryLine key={delivery.id} delivery={delivery} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Muted({ subjects, all }: { subjects: string[]; all: boolean }) {
  const names = new Intl.ListFormat('en').format(subjects);
  return (
    <p className={styles.muted}>
      <StatusIcon status="paused" word="" size={14} />
      <span>
        {all
          ? `Sent to nobody: ${names} ${subjects.length === 1 ? 'was' : 'were'} muted. `
          : `Sent without ${names}, which ${subjects.length === 1 ? 'was' : 'were'} muted. `}
        What still stands when that is over is told then.
      </span>
    </p>
  );
}
