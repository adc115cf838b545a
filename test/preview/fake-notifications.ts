import type { NotificationsDraft } from '../../src-shared/ipc/drafts.ts';
import { MONITOR_SETTINGS } from '../../src-shared/monitors.ts';
import type { DeliveryEngine } from '../../src-shared/views/delivery-engine.ts';
import type { Answers, World } from './fake-world.ts';
import { ago } from './fleet-data.ts';
import { installDone, installFailed, installSteps } from './install-data.ts';
import { previewOf } from './message-data.ts';
import { doctorItems } from './notification-data.ts';

type Channel =
  | 'notifications.get'
  | 'notifications.save'
  | 'messages.preview'
  | 'mutes.list'
  | 'mutes.add'
  | 'mutes.remove'
  | 'engine.install'
  | 'engine.cancelInstall'
  | 'doctor.run';

const saved = (view: World['notifications'], draft: NotificationsDraft): World['notifications'] => ({
  ...view,
  enabled: draft.enabled,
  osEnabled: draft.osEnabled,
  subscriptions: draft.subscriptions,
  storagePercent: draft.storagePercent,
  sendPercent: draft.sendPercent,
  accountPercent: draft.accountPercent,
  monitors: view.monitors.map((one) => {
    const name = MONITOR_SETTINGS[one.monitor];
    return { ...one, enabled: draft[`${name}Enabled`], intervalHours: draft[`${name}IntervalHours`] };
  }),
  quiet: {
    enabled: draft.quietEnabled,
    from: draft.quietFrom,
    to: draft.quietTo,
    targets: draft.quietTargets,
  },
  digest: draft.digest,
});

/** The Notifications screen but its targets. */
export function notificationAnswers(world: World): Answers<Channel> {
  let installTimer: ReturnType<typeof setTimeout> | undefined;
  const setEngine = (change: Partial<DeliveryEngine>) => {
    world.notifications = { ...world.notifications, engine: { ...world.notifications.engine, ...change } };
    world.feed({ topic: 'engine' });
  };
  /** The steps one after the other; on the bare variant it ends badly. */
  const playInstall = (index: number) => {
    const installing = installSteps[index];
    if (installing) setEngine({ installing, lastInstall: null });
    else setEngine({ installing: null, ...(world.bare ? installFailed : installDone) });
    if (installing) installTimer = setTimeout(() => playInstall(index + 1), 700);
  };
  const setMutes = (mutes: World['notifications']['mutes']) => {
    world.notifications = { ...world.notifications, mutes };
    world.feed({ topic: 'settings' });
    return null;
  };
  const others = (subject: string) => world.notifications.mutes.filter((mute) => mute.subject !== subject);
  return {
    'notifications.get': () => world.notifications,
    'notifications.save': (draft) => {
      world.notifications = saved(world.notifications, draft);
      return world.notifications;
    },
    'messages.preview': previewOf,
    'mutes.list': () => world.notifications.mutes,
    'mutes.add': ({ subject, hours }) =>
      setMutes([...others(subject), { subject, since: ago(0), until: ago(-60 * hours) }]),
    'mutes.remove': ({ subject }) => setMutes(others(subject)),
    'engine.install': () => {
      playInstall(0);
      return null;
    },
    'engine.cancelInstall': () => {
      clearTimeout(installTimer);
      setEngine({
        installing: null,
        lastInstall: {
          outcome: 'cancelled',
          at: ago(0),
          message: 'The installation was cancelled. Nothing was changed.',
          remedy: null,
        },
      });
      return null;
    },
    'doctor.run': () => doctorItems,
  };
}
