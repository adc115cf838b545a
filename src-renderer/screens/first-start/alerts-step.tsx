import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { monitorActions } from '../../../src-shared/audit-actions.ts';
import { FieldError } from '../../components/field-error.tsx';
import { Section } from '../../components/section.tsx';
import { SwitchRow } from '../../components/setting-row.tsx';
import { withActions } from '../../lib/notifications-form.ts';
import { notifications } from '../../stores/notifications.ts';
import { editForm, saveForm, useNotificationsForm } from '../../stores/notifications-form.ts';
import { finishSetup } from '../../stores/setup.ts';
import { TargetsSection } from '../notifications/targets/targets-section.tsx';
import styles from './first-start.module.css';

/** What a newcomer wants to hear of: the monitors' own events, and that monitoring itself stopped or goes on. */
const FIRST_EVENTS = [
  ...monitorActions('dns'),
  ...monitorActions('usage'),
  'monitor.failed',
  'monitor.recovered',
];

export function AlertsStep() {
  const { value } = notifications.use();
  const { form, saving, errors } = useNotificationsForm();
  const [refused, setRefused] = useState(false);
  if (value === null || form === null) return null;
  const hasTarget = value.targets.some((target) => target.enabled);
  const finish = async () => {
    editForm((now) => withActions({ ...now, enabled: hasTarget }, FIRST_EVENTS, true));
    const saved = await saveForm();
    setRefused(!saved);
    if (saved) finishSetup();
  };
  return (
    <>
      <h1 className={styles.title}>Where alerts go</h1>
      <p className={styles.lead}>
        You will hear of DNS problems, mailboxes that fill up, and when each is well again. Which events
        exactly can be changed under Notifications.
      </p>
      <div className={styles.sections}>
        <Section title="This computer">
          <SwitchRow
            label="Show alerts on this computer"
            hint={
              value.osSupported
                ? 'The system’s own notifications.'
                : 'This system has no notification service.'
            }
            checked={form.osEnabled && value.osSupported}
            disabled={!value.osSupported}
            onChange={(osEnabled) => editForm((now) => ({ ...now, osEnabled }))}
          />
        </Section>
        <TargetsSection targets={value.targets} keychain={value.keychain} error={undefined} />
        {refused && <FieldError message={Object.values(errors)[0] ?? 'This could not be saved.'} />}
      </div>
      <Group justify="flex-end" mt="lg">
        <Button loading={saving} onClick={() => void finish()}>
          Finish
        </Button>
      </Group>
    </>
  );
}
