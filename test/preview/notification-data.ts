import { monitorActions } from '../../src-shared/audit-actions.ts';
import type { DoctorItem } from '../../src-shared/views/doctor.ts';
import type { NotificationsView } from '../../src-shared/views/notifications.ts';
import type { MonitorView } from '../../src-shared/views/scans.ts';
import type { TargetView } from '../../src-shared/views/targets.ts';
import { ago } from './fleet-data.ts';

const later = (minutes: number) => ago(-minutes);

export const monitors: MonitorView[] = [
  {
    monitor: 'dns',
    enabled: true,
    intervalHours: 24,
    running: false,
    lastStartedAt: ago(6),
    lastFinishedAt: ago(5),
    lastOk: true,
    lastMessage: '12 domains: 2 unhealthy, 1 degraded.',
    nextRunAt: later(60 * 23),
  },
  {
    monitor: 'usage',
    enabled: true,
    intervalHours: 12,
    running: false,
    lastStartedAt: ago(10),
    lastFinishedAt: ago(9),
    lastOk: false,
    lastMessage: 'MXroute did not answer (timed out after 15 s). Alerts continue with the last known state.',
    nextRunAt: later(2),
  },
  {
    monitor: 'quota',
    enabled: true,
    intervalHours: 12,
    running: false,
    lastStartedAt: ago(10),
    lastFinishedAt: ago(10),
    lastOk: true,
    lastMessage: '71.4 of 100 GB used (71.4 %).',
    nextRunAt: later(60 * 12 - 10),
  },
  {
    monitor: 'watch',
    enabled: true,
    intervalHours: 12,
    running: false,
    lastStartedAt: ago(130),
    lastFinishedAt: ago(121),
    lastOk: true,
    lastMessage: '12 domains: 3 changes found.',
    nextRunAt: later(60 * 10),
  },
];

const target = (id: string, more: Partial<TargetView>): TargetView => ({
  id,
  label: '',
  service: 'ntfy',
  serviceLabel: 'ntfy',
  maskedUrl: 'ntfys://…',
  store: 'keychain',
  envVariable: null,
  enabled: true,
  problem: null,
  waiting: 0,
  lastDelivery: { status: 'delivered', at: ago(34), durationMs: 84, error: null },
  fields: { server: 'ntfy.sh', topic: 'my-alerts', token: '', priority: 'high', tags: '', https: 'true' },
  events: null,
  minimumSeverity: 'info',
  usesResetSmtp: false,
  ...more,
});

export const targets: TargetView[] = [
  target('t1', { label: 'My phone' }),
  target('t2', {
    label: 'Team channel',
    service: 'discord',
    serviceLabel: 'Discord',
    maskedUrl: 'discord://…',
    store: 'env',
    envVariable: 'APPRISE_CRED_DISCORD_TEAM',
    problem: 'APPRISE_CRED_DISCORD_TEAM is not set: add it to .env, or store the token in the keychain.',
    waiting: 2,
    lastDelivery: { status: 'failed', at: ago(33), durationMs: null, error: 'the token is missing' },
    fields: { webhookId: '1122334455', webhookToken: '' },
  }),
  target('t3', {
    events: ['dns.health_alert', 'dns.health_recovered'],
    minimumSeverity: 'failure',
    label: '',
    service: 'json',
    serviceLabel: 'JSON Webhook',
    maskedUrl: 'jsons://hooks.example.net:8443/…',
    store: 'database',
    enabled: false,
    lastDelivery: null,
    fields: {
      webhookUrl: 'https://hooks.example.net:8443/mx',
      https: 'true',
      bearerToken: '',
      authHeader: '',
    },
  }),
  target('t4', {
    label: 'Night shift',
    service: 'email',
    serviceLabel: 'Email (SMTP)',
    maskedUrl: 'mailtos://…',
    store: 'database',
    usesResetSmtp: true,
    minimumSeverity: 'warning',
    fields: { useResetSmtp: 'true', from: '', to: 'night@contoso.example' },
  }),
];

const oldAppriseWarnings = [
  'ntfy: an access token is not sent, so protected topics refuse the message.',
  'ntfy: no icon is shown.',
  'Slack: the channel of an incoming webhook cannot be chosen.',
  'E-mail: the certificates of mail servers are not verified.',
  'Telegram: channels named “@…” do not work, numeric chat IDs do.',
];

export const notificationsView: NotificationsView = {
  enabled: true,
  osEnabled: true,
  osSupported: true,
  subscriptions: [
    ...monitorActions('dns'),
    ...monitorActions('usage'),
    'monitor.failed',
    'monitor.recovered',
  ],
  targets,
  monitors,
  storagePercent: 90,
  sendPercent: 90,
  accountPercent: 90,
  quiet: { enabled: true, from: '22:00', to: '07:00', targets: true },
  digest: true,
  mutes: [
    { subject: 'fabrikam.example', since: ago(60 * 3), until: later(60 * 21) },
    { subject: 'newsletter@northwind-traders.example', since: ago(12), until: later(48) },
  ],
  engine: {
    state: 'worker',
    version: '1.2.0',
    path: '/usr/bin/python3',
    source: 'path',
    warnings: oldAppriseWarnings,
    remedy: null,
    services: 85,
    worker: { state: 'running', startedAt: ago(60 * 51), restarts: 0, inFlight: 0, memoryMb: 54.3 },
    installing: null,
    canInstall: 'update',
    lastInstall: null,
  },
  keychain: { usable: true, reason: null },
};

/** An engine in trouble, and one that is started anew for each message. */
export const engineVariants: Record<string, Partial<NotificationsView['engine']>> = {
  engine: {
    version: '1.13.0',
    services: 153,
    warnings: [],
    canInstall: null,
    worker: { state: 'restarting', startedAt: ago(3), restarts: 3, inFlight: 12, memoryMb: 61.2 },
  },
  command: {
    state: 'command',
    version: '1.9.3',
    path: '/usr/local/bin/apprise',
    source: 'settings',
    services: null,
    warnings: [],
    worker: null,
  },
};

export const emptyNotifications: NotificationsView = {
  ...notificationsView,
  enabled: false,
  subscriptions: [],
  targets: [],
  quiet: { ...notificationsView.quiet, enabled: false, targets: false },
  mutes: [],
  monitors: monitors.map((monitor) => ({
    ...monitor,
    lastStartedAt: null,
    lastFinishedAt: null,
    lastOk: null,
    lastMessage: null,
    nextRunAt: null,
  })),
  engine: {
    state: 'missing',
    version: null,
    path: null,
    source: null,
    warnings: [],
    services: null,
    worker: null,
    remedy:
      'Use “Install Apprise” under Notifications → Delivery engine, or run “mxroute-manager-cli engine install”. Or install it yourself, e.g. “pipx install apprise” or “sudo apt install apprise”; where it is not found, Settings → Delivery engine takes its path.',
    installing: null,
    canInstall: 'install',
    lastInstall: null,
  },
  keychain: { usable: false, reason: 'no secret service answered on this computer.' },
};

const fine = (id: string, label: string, message: string): DoctorItem => ({
  id,
  label,
  status: 'pass',
  message,
  remedy: null,
  fix: null,
});

export const doctorItems: DoctorItem[] = [
  fine('enabled', 'Notifications enabled', 'They are switched on.'),
  fine('target', 'A target that is on', '2 of 3 targets are on.'),
  fine('event', 'Events ticked', '9 events are ticked.'),
  {
    id: 'engine',
    label: 'Delivery engine',
    status: 'fail',
    message: 'The worker was started again 4 times within the last hour.',
    remedy: 'Update Apprise, or have a look at its warnings.',
    fix: { screen: 'notifications', section: 'Delivery engine' },
  },
  {
    id: 'variable t2',
    label: 'Token variable of “Team channel”',
    status: 'fail',
    message: 'APPRISE_CRED_DISCORD_TEAM is not set.',
    remedy: 'Add it to .env and choose Check again.',
    fix: { screen: 'notifications', section: 'Targets', targetId: 't2' },
  },
  {
    id: 'smtp',
    label: 'SMTP settings',
    status: 'fail',
    message: 'The host is missing.',
    remedy: 'Fill in Settings → Mailbox Password Reset.',
    fix: { screen: 'settings', section: 'Mailbox Password Reset' },
  },
  {
    id: 'account',
    label: 'MXroute account',
    status: 'fail',
    message: 'MXroute refused the credentials.',
    remedy: 'Enter a new API key.',
    fix: { screen: 'settings', section: 'Account' },
  },
  {
    id: 'outbox',
    label: 'Outbox',
    status: 'skip',
    message: 'Not checked: a token is missing.',
    remedy: null,
    fix: null,
  },
];
