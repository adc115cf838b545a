import { HERE, type Sample } from './sample.ts';

/** Security, Settings and System. */
export const APP_SAMPLES = {
  'auth.login': { target: '', actor: HERE, details: () => ({}) },
  'auth.login_failed': {
    target: '',
    actor: HERE,
    details: (ago) => ({ attempts: 3, since: ago(2) }),
  },
  'auth.login_rate_limited': {
    target: '',
    actor: HERE,
    details: (ago) => ({ attempts: 5, since: ago(4), until: ago(-1) }),
  },
  'auth.logout': { target: '', actor: HERE, details: () => ({ reason: 'nobody was there for 15 minutes' }) },
  'api_token.create': {
    target: 'Home dashboard',
    actor: HERE,
    details: (ago) => ({ scope: 'read', expiresAt: ago(-129_600) }),
  },
  'api_token.revoke': {
    target: 'Home dashboard',
    actor: HERE,
    details: (ago) => ({ scope: 'read', createdAt: ago(129_600), lastUsedAt: ago(43) }),
  },
  'settings.update': {
    target: '2 settings',
    actor: HERE,
    details: () => ({ changed: ['dns.intervalHours', 'usage.storagePercent'] }),
  },
  'settings.admin_password_update': { target: '', actor: HERE, details: () => ({ change: 'changed' }) },
  'settings.smtp_test': {
    target: 'mail.example.com',
    actor: HERE,
    details: () => ({ host: 'mail.example.com', port: 587, to: 'you@example.com', durationMs: 840 }),
  },
  'smtp.send_failed': {
    target: 'mail.example.com',
    actor: HERE,
    details: () => ({
      host: 'mail.example.com',
      port: 587,
      to: 'you@example.com',
      reason: 'The server refused the login (535 Incorrect authentication data).',
    }),
  },
  'notification.test': { target: '', actor: HERE, details: () => ({}) },
  'notification.send_failed': {
    target: 'Phone',
    actor: HERE,
    details: () => ({
      reason: 'The server answered 401: the login was refused.',
      attempts: 1,
      alert: 'DNS problem: example.com',
    }),
  },
  'monitor.failed': {
    target: 'DNS health monitoring',
    details: (ago) => ({
      monitor: 'dns',
      message: 'MXroute refused the credentials.',
      since: ago(130),
      scans: 3,
    }),
  },
  'monitor.recovered': {
    target: 'DNS health monitoring',
    details: (ago) => ({ monitor: 'dns', since: ago(190) }),
  },
} satisfies Record<string, Sample>;
