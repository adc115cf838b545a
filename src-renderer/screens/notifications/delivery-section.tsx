import { Section } from '../../components/section.tsx';
import { SwitchRow } from '../../components/setting-row.tsx';
import type { FormErrors, NotificationsForm } from '../../lib/notifications-form.ts';
import { editForm } from '../../stores/notifications-form.ts';

interface Props {
  form: NotificationsForm;
  errors: FormErrors;
  osSupported: boolean;
}

export function DeliverySection({ form, errors, osSupported }: Props) {
  return (
    <Section title="Delivery">
      <SwitchRow
        label="Enable notifications"
        hint="Sends every ticked event to every target that is switched on."
        checked={form.enabled}
        error={errors.enabled}
        onChange={(enabled) => editForm((now) => ({ ...now, enabled }))}
      />
      <SwitchRow
        label="Show alerts on this computer"
        hint={
          osSupported
            ? 'The system’s own notifications, next to the targets. A click opens the event.'
            : 'This system has no notification service that the app could use.'
        }
        checked={form.osEnabled && osSupported}
        disabled={!osSupported}
        error={errors.osEnabled}
        onChange={(osEnabled) => editForm((now) => ({ ...now, osEnabled }))}
      />
    </Section>
  );
}
