import type { MonitorSwitch } from '../../../../src-shared/audit-actions.ts';
import type { MonitorName } from '../../../../src-shared/monitors.ts';
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

const HOURS = { label: 'Check interval (hours)', min: 1, max: 168 };
const PERCENT = { min: 50, max: 99 };

/** The monitors with a switch of their own, each once. */
export const MONITOR_CARDS: readonly Card[] = [
  {
    monitor: 'dns',
    title: 'DNS health monitoring',
    label: 'Enable DNS health monitoring',
    enabledKey: 'dnsEnabled',
    numbers: [{ key: 'dnsIntervalHours', ...HOURS }],
    runs: [{ monitor: 'dns' }],
  },
  {
    monitor: 'usage',
    title: 'Mailbox usage monitoring',
    label: 'Enable scheduled mailbox usage checks',
    enabledKey: 'usageEnabled',
    numbers: [
      { key: 'usageIntervalHours', ...HOURS },
      { key: 'storagePercent', label: 'Storage alert at (%)', ...PERCENT },
      { key: 'sendPercent', label: 'Daily send alert at (%)', ...PERCENT },
      { key: 'accountPercent', label: 'Account storage alert at (%)', ...PERCENT },
    ],
    runs: [
      { monitor: 'usage', name: 'Mailboxes' },
      { monitor: 'quota', name: 'Account storage' },
    ],
  },
  {
    monitor: 'watch',
    title: 'Account watch monitoring',
    label: 'Enable account watch',
    hint: 'Tells what was changed in MXroute’s panel or by other people: domains, mailboxes, forwarders, spam lists.',
    enabledKey: 'watchEnabled',
    numbers: [{ key: 'watchIntervalHours', ...HOURS }],
    runs: [{ monitor: 'watch' }],
  },
];
