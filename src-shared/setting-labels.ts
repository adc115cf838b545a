import { MONITOR_LABELS } from './monitors.ts';

/** What the window calls each setting, beside its field. */
export const SETTING_LABELS = {
  'notifications.enabled': 'Enable notifications',
  'notifications.osEnabled': 'Show alerts on this computer',
  'notifications.digest': 'Join many alerts into one message',
  'notifications.quietEnabled': 'Quiet hours',
  'notifications.quietFrom': 'Quiet from',
  'notifications.quietTo': 'Quiet until',
  'notifications.quietTargets': 'Also hold targets',

  'dns.enabled': 'Enable DNS health monitoring',
  'dns.intervalHours': 'Check interval (hours)',
  'dns.resolvers': 'DNS resolvers',
  'dns.requireMailCname': 'Require mail.<domain>',
  'dns.dmarcDefault': 'Default DMARC record',

  'usage.enabled': 'Enable scheduled mailbox usage checks',
  'usage.intervalHours': 'Check interval (hours)',
  'usage.storagePercent': 'Storage alert at (%)',
  'usage.sendPercent': 'Daily send alert at (%)',
  'usage.sendRateEnabled': 'Alert on an unusual sending rate',
  'usage.sendRatePerHour': 'Sending rate alert at (messages per hour)',
  'usage.accountPercent': 'Account storage alert at (%)',

  'watch.enabled': 'Enable account watch',
  'watch.intervalHours': 'Check interval (hours)',

  'retention.eventsDays': 'Keep events (days)',
  'retention.deliveriesDays': 'Keep deliveries (days)',
  'retention.samplesRawDays': 'Keep every usage reading (days)',
  'retention.samplesDays': 'Keep daily usage readings (days)',

  'delivery.apprisePath': 'Path of the apprise command or its Python',

  'smtp.host': 'SMTP host',
  'smtp.port': 'Port',
  'smtp.user': 'User',
  'smtp.from': 'From',
  'smtp.useTls': 'Use TLS',

  'icon.url': 'Icon address',
  'icon.managerUrl': 'Public address of the manager',
  'icon.portalHost': 'Host of the reset portal',
  'icon.scheme': 'Scheme of the portal’s address',

  'appearance.theme': 'Theme',
} as const;

type LabelledKey = keyof typeof SETTING_LABELS;
type Area = LabelledKey extends `${infer A}.${string}` ? A : never;

/** Where the window has them: several settings are called the same in different places. */
const AREAS: Record<Area, string> = {
  notifications: 'Notifications',
  dns: MONITOR_LABELS.dns,
  usage: MONITOR_LABELS.usage,
  watch: MONITOR_LABELS.watch,
  retention: 'Data',
  delivery: 'Delivery engine',
  smtp: 'Mailbox Password Reset',
  icon: 'Notification icon',
  appearance: 'Appearance',
};

const isLabelled = (name: string): name is LabelledKey => Object.hasOwn(SETTING_LABELS, name);

/**
 * A setting as a person knows it: `usage.storagePercent` is "Mailbox usage: Storage alert at (%)". What is no setting's
 * key ("target removed") stays as it is.
 */
export function settingWords(name: string): string {
  if (!isLabelled(name)) return name;
  const [area] = name.split('.', 1) as [Area];
  return `${AREAS[area]}: ${SETTING_LABELS[name]}`;
}
