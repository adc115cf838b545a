import type { DoctorCheck, Finding } from './check.ts';

const pass = (message: string): Finding => ({ status: 'pass', message });
const skip = (message: string): Finding => ({ status: 'skip', message });
const fail = (message: string, remedy: string): Finding => ({ status: 'fail', message, remedy });

/** From the switch to the receiver. */
export const deliveryChecks: readonly DoctorCheck[] = [
  {
    id: 'notifications-enabled',
    label: 'Notifications are enabled',
    screen: 'notifications',
    run: ({ settings }) =>
      settings.get('notifications.enabled')
        ? pass('Alerts go to the enabled targets.')
        : fail('Notifications are switched off.', 'Turn on "Enable notifications" and save.'),
  },
  {
    id: 'target-enabled',
    label: 'A target is enabled',
    screen: 'notifications',
    run: async ({ notifications }) => {
      const targets = await notifications.listTargets();
      const enabled = targets.filter((target) => target.enabled).length;
      if (enabled > 0) return pass(`${enabled} of ${targets.length} targets enabled.`);
      return targets.length > 0
        ? fail('Every target is switched off.', 'Switch a target on.')
        : fail('There is no target.', 'Add a target.');
    },
  },
  {
    id: 'event-subscribed',
    label: 'Events are subscribed',
    screen: 'notifications',
    run: ({ notifications }) => {
      const count = notifications.subscriptions.list().length;
      return count > 0
        ? pass(`${count} events are notified.`)
        : fail('No event is ticked.', 'Tick events under "Notify on audit events".');
    },
  },
  {
    id: 'delivery-engine',
    label: 'Delivery engine',
    screen: 'notifications',
    run: async ({ notifications }) => {
      const engine = await notifications.deliveryEngine();
      if (engine.state === 'missing')
        return fail('Apprise was not found.', engine.remedy ?? 'Install Apprise.');
      return pass(
        `Apprise ${engine.version ?? ''} at ${engine.path ?? 'an unknown place'}. ${engine.warnings.join(' ')}`.trim(),
      );
    },
  },
  {
    id: 'targets-usable',
    label: 'Targets are usable',
    screen: 'notifications',
    run: async ({ notifications }) => {
      const targets = (await notifications.listTargets()).filter((target) => target.enabled);
      if (targets.length === 0) return skip('No enabled target.');
      const broken = targets.filter(({ problem }) => problem !== null);
      if (broken.length === 0) return pass('Every enabled target has its address and its token.');
      return fail(
        broken.map(({ label, serviceLabel, problem }) => `${label || serviceLabel}: ${problem}`).join(' '),
        'Edit the target, or set its variable.',
      );
    },
  },
  {
    id: 'last-deliveries',
    label: 'Last deliveries',
    screen: 'logs',
    run: async ({ notifications }) => {
      const tried = (await notifications.listTargets()).filter(
        ({ enabled, lastDelivery }) => enabled && lastDelivery,
      );
      if (tried.length === 0) return skip('Nothing was sent yet.');
      const failed = tried.filter(({ lastDelivery }) => lastDelivery?.status !== 'delivered');
      if (failed.length === 0) return pass('The last alert reached every target.');
      return fail(
        failed
          .map(
            ({ label, serviceLabel, lastDelivery }) =>
              `${label || serviceLabel}: ${lastDelivery?.error ?? 'not delivered'}`,
          )
          .join(' '),
        'Test the target; check its address, its token and whether its host can be reached from here.',
      );
    },
  },
  {
    id: 'outbox',
    label: 'Outbox',
    screen: 'notifications',
    run: ({ notifications }) => {
      const waiting = [...notifications.deliveries.waiting().values()].reduce((sum, count) => sum + count, 0);
      if (waiting === 0) return pass('Nothing is waiting.');
      const [oldest] = notifications.deliveries.list({ status: 'queued', limit: 10_000 }).slice(-1);
      const why = oldest?.lastError ? ` The oldest one waits because: ${oldest.lastError}` : '';
      const next = oldest?.nextAttemptAt ? ` Next try at ${oldest.nextAttemptAt}.` : '';
      return fail(
        `${waiting} deliveries are waiting.${why}${next}`,
        'They are sent as soon as the reason is gone.',
      );
    },
  },
];
