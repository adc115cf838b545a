import { type AuditAction, isRecorded } from '../../../src-shared/audit-actions.ts';
import type { NotificationsDraft } from '../../../src-shared/ipc/drafts.ts';
import { failure, type Result, success } from '../../../src-shared/result.ts';
import type { NotificationsView } from '../../../src-shared/views/notifications.ts';
import { monitorViews } from '../overview/monitor-views.ts';
import type { EngineParts } from '../parts.ts';
import { changeSettings } from '../settings/change.ts';
import type { Calls } from './channels.ts';

type Names = 'notifications.get' | 'notifications.save' | 'engine.install' | 'engine.cancelInstall';

export function notificationCalls(parts: EngineParts): Pick<Calls, Names> {
  const { notifications } = parts;
  return {
    'notifications.get': async () => success(await notificationsView(parts)),
    'notifications.save': async (draft) => {
      const saved = await saveNotifications(parts, draft);
      return saved.ok ? success(await notificationsView(parts)) : saved;
    },
    'engine.install': async () => {
      await notifications.deliveryEngine();
      return notifications.installer.start();
    },
    'engine.cancelInstall': () => {
      notifications.installer.cancel();
      return success(null);
    },
  };
}

/**
 * Refused with the reason at the field: switched on without anybody to tell (`targets`) or anything to tell
 * (`subscriptions`), or a number out of bounds (the setting's key).
 */
async function saveNotifications(parts: EngineParts, draft: NotificationsDraft): Promise<Result<unknown>> {
  const { notifications } = parts;
  const wanted = draft.subscriptions as AuditAction[];
  if (draft.enabled) {
    const targets = await notifications.listTargets();
    if (targets.length === 0)
      return failure('no_target', 'Add a target first: there is nowhere to send alerts to yet.', 'targets');
    if (!wanted.some(isRecorded))
      return failure(
        'no_event',
        'Tick at least one event that this version records: nothing would be sent otherwise.',
        'subscriptions',
      );
  }
  return changeSettings(
    parts,
    [
      ['notifications.enabled', draft.enabled],
      ['notifications.osEnabled', draft.osEnabled],
      ['dns.enabled', draft.dnsEnabled],
      ['dns.intervalHours', draft.dnsIntervalHours],
      ['usage.enabled', draft.usageEnabled],
      ['usage.intervalHours', draft.usageIntervalHours],
      ['watch.enabled', draft.watchEnabled],
      ['watch.intervalHours', draft.watchIntervalHours],
      ['usage.accountPercent', draft.accountPercent],
      ['usage.storagePercent', draft.storagePercent],
      ['usage.sendPercent', draft.sendPercent],
      ['notifications.quietEnabled', draft.quietEnabled],
      ['notifications.quietFrom', draft.quietFrom],
      ['notifications.quietTo', draft.quietTo],
      ['notifications.quietTargets', draft.quietTargets],
      ['notifications.digest', draft.digest],
    ],
    // What the person ticked is the whole truth: the window has ticked a monitor's own events already.
    () => (setSubscriptions(parts, wanted) ? ['notification events'] : []),
  );
}

/** @returns whether anything changed. */
function setSubscriptions({ notifications }: EngineParts, wanted: readonly AuditAction[]): boolean {
  const before = notifications.subscriptions.list().join();
  return notifications.subscriptions.set(wanted).join() !== before;
}

async function notificationsView(parts: EngineParts): Promise<NotificationsView> {
  const { settings, notifications } = parts;
  const [targets, engine, keychainProblem] = await Promise.all([
    notifications.listTargets(),
    notifications.deliveryEngine(),
    notifications.keychainProblem(),
  ]);
  return {
    enabled: settings.get('notifications.enabled'),
    osEnabled: settings.get('notifications.osEnabled'),
    osSupported: notifications.osSupported,
    subscriptions: notifications.subscriptions.list(),
    targets,
    monitors: monitorViews(parts),
    storagePercent: settings.get('usage.storagePercent'),
    sendPercent: settings.get('usage.sendPercent'),
    accountPercent: settings.get('usage.accountPercent'),
    quiet: {
      enabled: settings.get('notifications.quietEnabled'),
      from: settings.get('notifications.quietFrom'),
      to: settings.get('notifications.quietTo'),
      targets: settings.get('notifications.quietTargets'),
    },
    digest: settings.get('notifications.digest'),
    mutes: notifications.muting.current(),
    engine,
    keychain: { usable: keychainProblem === null, reason: keychainProblem },
  };
}
