import { monitorActions } from '../../src-shared/audit-actions.ts';
import type { DoctorItem, MonitorView, NotificationsView, TargetView } from '../../src-shared/views.ts';
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
  engine: {
    state: 'worker',
    version: '1.2.0',
    path: '/usr/bin/python3',
    source: 'path',
    warnings: [
      'This version of Apprise is from 2022: it cannot send ntfy tokens, and does not verify the certificates of mail servers.',
    ],
    remedy: null,
    installing: null,
    canInstall: 'update',
    lastInstall: null,
  },
  keychain: { usable: true, reason: null },
};

export const emptyNotifications: NotificationsView = {
  ...notificationsView,
  enabled: false,
  subscriptions: [],
  targets: [],
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
    remedy:
      'Use “Install Apprise” under Notifications → Delivery engine, or run “mxroute-manager-cli engine install”. Or install it yourself, e.g. “pipx install apprise” or “sudo apt install apprise”; where it is not found, Settings → Delivery engine takes its path.',
    installing: null,
    canInstall: 'install',
    lastInstall: null,
  },
  keychain: { usable: false, reason: 'no secret service answered on this computer.' },
};

export const doctorItems: DoctorItem[] = [
  {
    id: 'enabled',
    label: 'Notifications enabled',
    status: 'pass',
    message: 'They are switched on.',
    remedy: null,
    screen: 'notifications',
  },
  {
    id: 'variable',
    label: 'Token variables',
    status: 'fail',
    message: 'APPRISE_CRED_DISCORD_TEAM of “Team channel” is not set.',
    remedy: 'Add it to .env and choose Check again.',
    screen: 'notifications',
  },
  {
    id: 'account',
    label: 'MXroute account',
    status: 'fail',
    message: 'MXroute refused the credentials.',
    remedy: 'Enter a new API key.',
    screen: 'settings',
  },
  {
    id: 'outbox',
    label: 'Outbox',
    status: 'skip',
    message: 'Not checked: a token is missing.',
    remedy: null,
    screen: 'logs',
  },
];
