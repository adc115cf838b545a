import { failure, success } from '../../../src-shared/result.ts';
import { OS_CHANNEL, OS_OFF } from './channel.ts';
import type { Notifications } from './notifications.ts';
import { asChannel } from './os-channel.ts';
import { createRunning } from './running.ts';
import { createTargetOperations } from './target-operations.ts';
import { type Addressee, nameOf, osAddressee, sendTests } from './tests.ts';
import { type NotificationsOptions, wire } from './wiring.ts';

export function createNotifications(options: NotificationsOptions): Notifications {
  const { db, clock, random, log, audit, settings, keychain, locale } = options;
  const withApprise = options.channel === undefined;
  const wiring = wire(options);
  const { targets, subscriptions, deliveries, engine, installer, apprise, outbox, dispatcher, muting } =
    wiring;
  const { enqueue, sendAgain, changed } = wiring;
  const { prewarm, ...running } = createRunning(wiring, { clock, log, withApprise });

  return {
    subscriptions,
    deliveries,
    muting,
    enqueue,
    sendAgain,
    ...createTargetOperations(wiring, { db, clock, random, withApprise, prewarm }),
    ...running,

    async testTargets(id, actor = 'this computer') {
      const os = osAddressee(dispatcher.osChannel);
      const all: Addressee[] = targets.list().map((target) => ({
        id: target.id,
        label: nameOf(target.label, target.maskedUrl),
        channel: apprise,
      }));
      const enabled = new Set(targets.list().flatMap((target) => (target.enabled ? [target.id] : [])));
      const chosen =
        id === undefined
          ? [
              ...all.filter((one) => enabled.has(one.id)),
              ...(settings.get('notifications.osEnabled') ? os : []),
            ]
          : [...all, ...os].filter((one) => one.id === id);
      if (id !== undefined && chosen.length === 0)
        return failure('not_found', 'This target does not exist any more.', 'id');
      return success(await sendTests(chosen, { db, clock, audit, locale, actor }));
    },

    apprise: engine,
    async deliveryEngine() {
      // A replacement under way ends by itself: its progress is what is asked for.
      if (!installer.running) await engine.ensure();
      engine.refresh();
      return installer.view(engine.status());
    },
    async rediscover() {
      await engine.rediscover();
      return installer.view(engine.status());
    },
    installer,
    async keychainProblem() {
      const state = await keychain.state();
      return state.usable ? null : state.reason;
    },
    registerOsChannel: (channel) => dispatcher.setOsChannel(channel && asChannel(channel)),
    osSwitchedOff() {
      if (outbox.cancel(OS_CHANNEL, OS_OFF, clock.now()) > 0) changed('deliveries');
    },
    get osSupported() {
      return dispatcher.osChannel !== undefined;
    },
    get workerPid() {
      return engine.workerPid;
    },
  };
}
