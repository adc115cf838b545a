import { OS_CHANNEL } from './channel.ts';
import { quietUntil } from './quiet-hours.ts';
import type { SettingsReader } from './settings-reader.ts';

/** When the quiet hours that hold this lane now are over, milliseconds since the epoch; null where none do. */
export function quietEnd(settings: SettingsReader, targetId: string, now: number): number | null {
  if (!settings.get('notifications.quietEnabled')) return null;
  if (targetId !== OS_CHANNEL && !settings.get('notifications.quietTargets')) return null;
  const [from, to] = [settings.get('notifications.quietFrom'), settings.get('notifications.quietTo')];
  return quietUntil({ enabled: true, from, to }, now);
}
