import { Group, Radio, Stack } from '@mantine/core';
import { MINIMUM_SEVERITIES, type MinimumSeverity } from '../../../../../src-shared/views/targets.ts';
import { Disclosure } from '../../../../components/disclosure.tsx';
import { FieldError } from '../../../../components/field-error.tsx';
import { filterSummary, offeredEvents, SEVERITY_WORDS } from '../../../../lib/target-filter.ts';
import { notifications } from '../../../../stores/notifications.ts';
import { useNotificationsForm } from '../../../../stores/notifications-form.ts';
import styles from './dialog.module.css';
import { EventChecklist } from './event-checklist.tsx';
import type { TargetForm } from './use-target-draft.ts';

/** What this one target leaves out of the subscribed alerts. */
export function WhichAlerts({ form }: { form: TargetForm }) {
  const { events, minimumSeverity } = form.draft;
  const saved = notifications.peek()?.subscriptions ?? [];
  const subscriptions = useNotificationsForm((state) => state.form?.subscriptions) ?? saved;
  const groups = offeredEvents(events, subscriptions);
  const choose = (only: boolean) =>
    form.setPlain({ events: only ? subscriptions.filter((name) => offered(groups, name)) : null });
  return (
    <Disclosure
      title="Which alerts"
      summary={filterSummary({ events, minimumSeverity }, subscriptions) ?? 'All that are ticked'}
      forceOpen={form.errors.events !== undefined}
    >
      <div className={styles.fields}>
        <Radio.Group
          label="Minimum severity"
          description="A recovery goes wherever its alert went."
          inputWrapperOrder={['label', 'input', 'description']}
          value={minimumSeverity}
          onChange={(value) => form.setPlain({ minimumSeverity: value as MinimumSeverity })}
        >
          <Group gap="8px 20px" mt={4} mb={7}>
            {MINIMUM_SEVERITIES.map((value) => (
              <Radio key={value} value={value} label={SEVERITY_WORDS[value]} />
            ))}
          </Group>
        </Radio.Group>
        <Radio.Group
          label="Events"
          value={events === null ? 'all' : 'only'}
          onChange={(value) => choose(value === 'only')}
        >
          <Stack gap={8} mt={4}>
            <Radio
              value="all"
              label="All events"
              description="Everything that is ticked under “Notify on audit events”, also what you tick later."
            />
            <Radio value="only" label="Only these" disabled={events === null && groups.length === 0} />
          </Stack>
        </Radio.Group>
        {groups.length === 0 && (
          <p className={styles.recognised}>Nothing is ticked under “Notify on audit events” yet.</p>
        )}
        <FieldError message={form.errors.events} />
        {events !== null && (
          <EventChecklist
            groups={groups}
            chosen={events}
            onChange={(next) => form.setPlain({ events: next })}
          />
        )}
      </div>
    </Disclosure>
  );
}

const offered = (groups: ReturnType<typeof offeredEvents>, name: string): boolean =>
  groups.some(({ events }) => events.some((event) => event.name === name));
