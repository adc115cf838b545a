import { MONITOR_SWITCHES, monitorActions } from '../../../src-shared/audit-actions.ts';
import { type Result, success } from '../../../src-shared/result.ts';
import { settingWords } from '../../../src-shared/setting-labels.ts';
import type { SettingKey, SettingView } from '../../../src-shared/settings.ts';
import type { EngineParts } from '../parts.ts';

type Change = readonly [SettingKey, unknown];

/** Undoes the transaction that it leaves. */
class Refused extends Error {
  readonly result: Result<never>;
  constructor(result: Result<never>) {
    super('refused');
    this.result = result;
  }
}

/**
 * Changes settings together: all of them or, where one is not valid, none. What really changed is recorded by key,
 * never by value. Turning a monitor on subscribes its own events. `also` runs in the same transaction and may name
 * further keys that it changed.
 */
export function changeSettings(
  { db, settings, audit, notifications, feed, actor }: EngineParts,
  changes: readonly Change[],
  also: () => string[] = () => [],
): Result<SettingView[]> {
  const apply = db.transaction((): SettingView[] => {
    const changed: string[] = [];
    const views = changes.map(([key, value]) => {
      const before = settings.view(key);
      // What the environment sets stays as it is; a form that sends all its fields is not wrong for that.
      if (before.source === 'environment' && same(before.value, value)) return before;
      const result = settings.set(key, value);
      if (!result.ok) throw new Refused(result);
      if (!same(before.value, result.value.value)) changed.push(key);
      return result.value;
    });
    for (const monitor of MONITOR_SWITCHES)
      if (changed.includes(`${monitor}.enabled`) && settings.get(`${monitor}.enabled`))
        notifications.subscriptions.add(monitorActions(monitor));
    if (changed.includes('notifications.osEnabled') && !settings.get('notifications.osEnabled'))
      notifications.osSwitchedOff();
    changed.push(...also());
    if (changed.length > 0) {
      const target = changed.length === 1 ? settingWords(changed[0] ?? '') : `${changed.length} settings`;
      audit.record({ action: 'settings.update', accountId: null, actor, target, details: { changed } });
    }
    return views;
  });
  try {
    const views = apply.immediate();
    feed.changed('settings', 'monitors', 'targets');
    return success(views);
  } catch (error) {
    if (error instanceof Refused) return error.result;
    throw error;
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
