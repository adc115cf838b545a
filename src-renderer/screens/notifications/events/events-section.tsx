import { Button } from '@mantine/core';
import { ACTION_GROUPS, type AuditAction } from '../../../../src-shared/audit-actions.ts';
import { FieldError } from '../../../components/field-error.tsx';
import { Section } from '../../../components/section.tsx';
import { isNotifiable, type NotificationsForm, withDestructive } from '../../../lib/notifications-form.ts';
import { editForm } from '../../../stores/notifications-form.ts';
import { EventGroup } from './event-group.tsx';
import styles from './events.module.css';

interface Props {
  form: NotificationsForm;
  error: string | undefined;
  /** The action whose message is shown beside the list. */
  previewed: AuditAction | null;
  onPreview: (action: AuditAction) => void;
}

/** Which events are sent: each one is the person's own choice. */
export function EventsSection({ form, error, previewed, onPreview }: Props) {
  const ticked = form.subscriptions.filter(isNotifiable).length;
  return (
    <Section
      title="Notify on audit events"
      hint={`${ticked === 0 ? 'Nothing is ticked: nothing will be sent.' : `${ticked} ticked.`} Events marked “later” are not recorded by this version yet.`}
      actions={
        <Button variant="default" size="xs" onClick={() => editForm(withDestructive)}>
          Select destructive
        </Button>
      }
    >
      <FieldError message={error} />
      <div className={styles.groups}>
        {ACTION_GROUPS.map((group) => (
          <EventGroup
            key={group}
            group={group}
            subscriptions={form.subscriptions}
            previewed={previewed}
            onPreview={onPreview}
          />
        ))}
      </div>
    </Section>
  );
}
