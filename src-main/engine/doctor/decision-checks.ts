import { quietUntil } from '../notifications/quiet-hours.ts';
import type { EngineParts } from '../parts.ts';
import { type DoctorCheck, fail, pass } from './check.ts';

/** Whether an alert is decided on at all, and whether it goes out now. */
export const decisionChecks: readonly DoctorCheck[] = [
  {
    id: 'notifications-enabled',
    label: 'Notifications are enabled',
    fix: { screen: 'notifications', section: 'Delivery' },
    run: ({ settings }) =>
      settings.get('notifications.enabled')
        ? pass('Alerts go to the enabled targets.')
        : fail('Notifications are switched off.', 'Turn on "Enable notifications" and save.'),
  },
  {
    id: 'target-enabled',
    label: 'A target is enabled',
    fix: { screen: 'notifications', section: 'Targets' },
    run: async ({ notifications, enabledTargets }) => {
      const targets = await notifications.listTargets();
      const enabled = enabledTargets.length;
      if (enabled > 0) return pass(`${enabled} of ${targets.length} targets enabled.`);
      return targets.length > 0
        ? fail('Every target is switched off.', 'Switch a target on.')
        : fail('There is no target.', 'Add a target.');
    },
  },
  {
    id: 'event-subscribed',
    label: 'Events are subscribed',
    fix: { screen: 'notifications', section: 'Notify on audit events' },
    run: ({ notifications, enabledTargets }) => {
      const subscribed = notifications.subscriptions.list();
      if (subscribed.length === 0)
        return fail('No event is ticked.', 'Tick events under "Notify on audit events".');
      const wants = (events: readonly string[] | null) =>
        events === null || events.some((action) => (subscribed as readonly string[]).includes(action));
      const deaf = enabledTargets.filter(({ events }) => !wants(events));
      if (deaf.length > 0 && deaf.length === enabledTargets.length)
        return fail(
          'No enabled target gets any of the events that are ticked.',
          'Edit a target: let it get all of them, or tick its events under "Notify on audit events".',
        );
      const note = deaf.length > 0 ? ` ${deaf.map(({ name }) => name).join(', ')}: none of them.` : '';
      return pass(`${subscribed.length} events are notified.${note}`);
    },
  },
  {
    id: 'quiet-hours',
    label: 'Quiet hours',
    fix: { screen: 'notifications', section: 'When alerts go out' },
    run: ({ settings, clock }) => {
      if (!settings.get('notifications.quietEnabled')) return pass('There are none: alerts go out at once.');
      const [from, to] = [settings.get('notifications.quietFrom'), settings.get('notifications.quietTo')];
      const targets = settings.get('notifications.quietTargets');
      if (quietUntil({ enabled: true, from, to }, clock.now()) === null)
        return pass(`From ${from} to ${to}, not now.`);
      return pass(
        targets
          ? `Quiet until ${to}: alerts below failure wait until then, on this computer and at the targets.`
          : `Quiet until ${to}: nothing is shown on this computer until then. Targets get their alerts at once.`,
      );
    },
  },
  {
    id: 'mutes',
    label: 'Muted domains and mailboxes',
    fix: { screen: 'notifications', section: 'Muted' },
    run: (parts) => pass(mutesInForce(parts)),
  },
];

const MOST_NAMED = 5;

function mutesInForce({ notifications }: EngineParts): string {
  const subjects = notifications.muting.current().map(({ subject }) => subject);
  if (subjects.length === 0) return 'There are none.';
  const more = subjects.length > MOST_NAMED ? ` and ${subjects.length - MOST_NAMED} more` : '';
  return `No alerts go out about ${subjects.slice(0, MOST_NAMED).join(', ')}${more} for now.`;
}
