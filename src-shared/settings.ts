import { z } from 'zod';
import { dmarcRecord } from './dmarc-schema.ts';
import type { SETTING_LABELS } from './setting-labels.ts';

/**
 * Every stored setting: key → schema, default and, where one exists, the environment variable that wins over the stored
 * value. Adding a setting is one entry here and its label (setting-labels.ts, which the window loads without the
 * schemas); window, command line and import read this table.
 * Schemas take what a form or a shell sends (strings included) and give the typed value or a sentence of what is wrong.
 */

const flag = z.preprocess(
  (value) =>
    typeof value === 'string'
      ? ({ true: true, on: true, yes: true, '1': true, false: false, off: false, no: false, '0': false }[
          value.trim().toLowerCase()
        ] ?? value)
      : value,
  z.boolean({ error: 'must be true or false' }),
);

const wholeNumber = (min: number, max: number, unit: string) =>
  z.preprocess(
    (value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value),
    z
      .number({ error: `must be a whole number from ${min} to ${max} (${unit})` })
      .int(`must be a whole number from ${min} to ${max} (${unit})`)
      .min(min, `must be at least ${min} (${unit})`)
      .max(max, `must be at most ${max} (${unit})`),
  );

/** `host[:port]` or `[v6][:port]`, as taken by MXM_DNS_SERVERS. */
const dnsServer = z
  .string()
  .trim()
  .regex(
    /^(\[[0-9a-fA-F:.]+\]|[0-9a-fA-F]*:[0-9a-fA-F:.]+|[A-Za-z0-9._-]+)(:\d{1,5})?$/,
    'must be host or host:port',
  )
  .refine((value) => {
    const port = /^(?:\[.*\]|[^:]+):(\d+)$/.exec(value)?.[1];
    return port === undefined || (Number(port) >= 1 && Number(port) <= 65_535);
  }, 'the port must be from 1 to 65535')
  .refine((value) => {
    const v6 = /^\[(.*)\](?::\d+)?$/.exec(value)?.[1] ?? (/:.*:/.test(value) ? value : undefined);
    return v6 === undefined || z.ipv6().safeParse(v6).success;
  }, 'is no IPv6 address');

const dnsServers = z.preprocess(
  (value) =>
    typeof value === 'string'
      ? value
          .split(/[\s,]+/)
          .map((part) => part.trim())
          .filter(Boolean)
      : value,
  z
    .array(dnsServer, { error: 'must be a list of host[:port], separated by commas' })
    .max(8, 'at most 8 resolvers'),
);

const timeOfDay = z
  .string({ error: 'must be a time like 22:00' })
  .trim()
  .regex(/^([01]?\d|2[0-3]):[0-5]\d$/, 'must be a time like 22:00')
  .transform((value) => value.padStart(5, '0'));

/** An address that services fetch: no login in it, since it leaves with every alert. */
const iconAddress = z
  .string()
  .trim()
  .max(1024)
  .refine((value) => value === '' || isPublicAddress(value), 'must be like https://example.com/logo.png');

function isPublicAddress(value: string): boolean {
  try {
    const { protocol, username, password } = new URL(value);
    return /^https?:$/.test(protocol) && username === '' && password === '';
  } catch {
    return false;
  }
}

export interface SettingDefinition<T = unknown> {
  schema: z.ZodType<T>;
  default: T;
  help?: string;
  environment?: string;
}

const setting = <T>(definition: SettingDefinition<T>): SettingDefinition<T> => definition;

export const SETTINGS = {
  'notifications.enabled': setting({ schema: flag, default: false }),
  'notifications.osEnabled': setting({ schema: flag, default: true }),

  'notifications.digest': setting({
    schema: flag,
    default: true,
    help: 'From the tenth alert within a minute on, what follows is joined; nothing is left out.',
  }),
  'notifications.quietEnabled': setting({ schema: flag, default: false }),
  'notifications.quietFrom': setting({ schema: timeOfDay, default: '22:00' }),
  'notifications.quietTo': setting({ schema: timeOfDay, default: '07:00' }),
  'notifications.quietTargets': setting({
    schema: flag,
    default: false,
    help: 'Failures and their ends still go out at once; everything else waits and arrives as one message afterwards.',
  }),

  'dns.enabled': setting({ schema: flag, default: true }),
  'dns.intervalHours': setting({
    schema: wholeNumber(1, 168, 'hours'),
    default: 24,
  }),
  'dns.resolvers': setting<string[]>({
    schema: dnsServers,
    default: [],
    help: "Asked in this order; “system” stands for this computer's own. Empty: this computer's own, then 1.1.1.1, 8.8.8.8 and 9.9.9.9.",
    environment: 'MXM_DNS_SERVERS',
  }),
  'dns.requireMailCname': setting({
    schema: flag,
    default: false,
    help: 'A missing or wrong mail.<domain> then counts as a failure.',
  }),
  'dns.dmarcDefault': setting({
    schema: dmarcRecord,
    default: 'v=DMARC1; p=none; sp=none; adkim=r; aspf=r;',
    help: 'What a repair deploys where a domain has no policy of its own.',
    environment: 'DMARC_RECORD',
  }),

  'usage.enabled': setting({ schema: flag, default: true }),
  'usage.intervalHours': setting({
    schema: wholeNumber(1, 168, 'hours'),
    default: 12,
  }),
  'usage.storagePercent': setting({
    schema: wholeNumber(50, 99, 'percent'),
    default: 90,
  }),
  'usage.sendPercent': setting({
    schema: wholeNumber(50, 99, 'percent'),
    default: 90,
  }),
  'usage.sendRateEnabled': setting({
    schema: flag,
    default: true,
    help: 'For the account that was broken into: growth of the daily counter between two readings.',
  }),
  'usage.sendRatePerHour': setting({
    schema: wholeNumber(10, 9600, 'messages per hour'),
    default: 300,
  }),

  'usage.accountPercent': setting({
    schema: wholeNumber(50, 99, 'percent'),
    default: 90,
  }),

  'watch.enabled': setting({ schema: flag, default: true }),
  'watch.intervalHours': setting({
    schema: wholeNumber(1, 168, 'hours'),
    default: 12,
  }),

  'retention.eventsDays': setting({
    schema: wholeNumber(30, 3650, 'days'),
    default: 400,
    help: 'With what became of their alerts. What still waits to be delivered stays.',
  }),
  'retention.deliveriesDays': setting({
    schema: wholeNumber(7, 3650, 'days'),
    default: 90,
  }),
  'retention.samplesRawDays': setting({
    schema: wholeNumber(1, 90, 'days'),
    default: 7,
    help: 'After that one reading per day is kept.',
  }),
  'retention.samplesDays': setting({
    schema: wholeNumber(30, 3650, 'days'),
    default: 400,
  }),

  'delivery.apprisePath': setting({
    schema: z.string().trim().max(1024),
    default: '',
    help: 'Empty: looked for in the usual places.',
  }),

  'smtp.host': setting({
    schema: z.string().trim().max(253),
    default: '',
    environment: 'RESET_SMTP_HOST',
  }),
  'smtp.port': setting({
    schema: wholeNumber(1, 65_535, 'port'),
    default: 587,
    environment: 'RESET_SMTP_PORT',
  }),
  'smtp.user': setting({
    schema: z.string().trim().max(320),
    default: '',
    environment: 'RESET_SMTP_USER',
  }),
  'smtp.from': setting({
    schema: z.string().trim().max(400),
    default: '',
    help: 'Empty: the user, where that is an address.',
    environment: 'RESET_SMTP_FROM',
  }),
  'smtp.useTls': setting({
    schema: flag,
    default: true,
    help: 'SSL on port 465, STARTTLS on every other.',
    environment: 'RESET_SMTP_USE_TLS',
  }),

  'icon.url': setting({
    schema: iconAddress,
    default: '',
    help: 'A picture that anybody can fetch. Empty: made from the addresses below.',
    environment: 'NOTIFICATION_AVATAR_URL',
  }),
  'icon.managerUrl': setting({
    schema: iconAddress,
    default: '',
    help: 'Its /static/notification-logo.png is used.',
    environment: 'MANAGER_PUBLIC_URL',
  }),
  'icon.portalHost': setting({
    schema: z
      .string()
      .trim()
      .regex(/^([a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?)?$/i, 'must be a host name'),
    default: '',
    help: 'Its /static/notification-logo.png is used.',
    environment: 'RESET_PORTAL_CNAME_TARGET',
  }),
  'icon.scheme': setting<'https' | 'http'>({
    schema: z.enum(['https', 'http'], { error: 'must be https or http' }),
    default: 'https',
    environment: 'PUBLIC_URL_SCHEME',
  }),

  'appearance.theme': setting<'system' | 'light' | 'dark'>({
    schema: z.enum(['system', 'light', 'dark'], { error: 'must be system, light or dark' }),
    default: 'system',
  }),
} as const satisfies Record<keyof typeof SETTING_LABELS, SettingDefinition>;

export type SettingKey = keyof typeof SETTINGS;
export type SettingValue<K extends SettingKey> =
  (typeof SETTINGS)[K] extends SettingDefinition<infer T> ? T : never;
export type SettingsValues = { [K in SettingKey]: SettingValue<K> };

export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];
export const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(SETTINGS, key);

/** Where the value in force comes from. `invalid` environment values are reported and not used. */
export type SettingSource = 'default' | 'stored' | 'environment';

export interface SettingView {
  key: SettingKey;
  label: string;
  help?: string;
  value: unknown;
  default: unknown;
  source: SettingSource;
  /** Set where the environment can override it. */
  environment?: string;
  /** A stored or environment value that was not usable, as a sentence. */
  problem?: string;
}
