import type { MonitorSwitch } from '../../../../src-shared/audit-actions.ts';
import type { MonitorName } from '../../../../src-shared/monitors.ts';
import { SETTING_LABELS } from '../../../../src-shared/setting-labels.ts';
import type { NotificationsForm } from '../../../lib/notifications-form.ts';

type KeysOf<V> = {
  [K in keyof NotificationsForm]: NotificationsForm[K] extends V ? K : never;
}[keyof NotificationsForm];
export type NumberKey = Exclude<KeysOf<number | ''>, KeysOf<string>>;

interface Card {
  monitor: MonitorSwitch;
  title: string;
  label: string;
  hint?: string;
  enabledKey: 'dnsEnabled' | 'usageEnabled' | 'watchEnabled';
  numbers: { key: NumberKey; label: string; min: number; max: number }[];
  /** What its switch lets run, each with its own result; a name where there are several. */
  runs: { monitor: MonitorName; name?: string }[];
}

const HOURS = { min: 1, max: 168 };
const PERCENT = { min: 50, max: 99 };

/** The monitors with a switch of their own, each once. */
export const MONITOR_CARDS: readonly Card[] = [
  {
    monitor: 'dns',
    title: 'DNS health monitoring',
    label: SETTING_LABELS['dns.enabled'],
    enabledKey: 'dnsEnabled',
    numbers: [{ key: 'dnsIntervalHours', label: SETTING_LABELS['dns.intervalHours'], ...HOURS }],
    runs: [{ monitor: 'dns' }],
  },
  {
    monitor: 'usage',
    title: 'Mailbox usage monitoring',
    label: SETTING_LABELS['usage.enabled'],
    enabledKey: 'usageEnabled',
    numbers: [
      { key: 'usageIntervalHours', label: SETTING_LABELS['usage.intervalHours'], ...HOURS },
      { key: 'storagePercent', label: SETTING_LABELS['usage.storagePercent'], ...PERCENT },
      { key: 'sendPercent', label: SETTING_LABELS['usage.sendPercent'], ...PERCENT },
      { key: 'accountPercent', label: SETTING_LABELS['usage.accountPercent'], ...PERCENT },
    ],
    runs: [
      { monitor: 'usage', name: 'Mailboxes' },
      { monitor: 'quota', name: 'Account storage' },
    ],
  },
  {
    monitor: 'watch',
    title: 'Account watch monitoring',
    label: SETTING_LABELS['watch.enabled'],
    hint: 'Tells what was changed in MXroute’s panel or by other people: domains, mailboxes, forwarders, spam lists.',
    enabledKey: 'watchEnabled',
    numbers: [{ key: 'watchIntervalHours', label: SETTING_LABELS['watch.intervalHours'], ...HOURS }],
    runs: [{ monitor: 'watch' }],
  },
];
