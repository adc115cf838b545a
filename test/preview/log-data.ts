import { AUDIT_ACTION_NAMES, type AuditAction, actionDefinition } from '../../src-shared/audit-actions.ts';
import type { AuditEvent, Delivery } from '../../src-shared/audit-event.ts';
import { CHECK_NAMES } from '../../src-shared/dns-health.ts';
import { ago, troubledFleet } from './fleet-data.ts';

const event = (
  id: number,
  action: AuditAction,
  minutes: number,
  target: string,
  details: AuditEvent['details'] = {},
): AuditEvent => ({
  id,
  at: ago(minutes),
  action,
  label: actionDefinition(action).label,
  severity: actionDefinition(action).severity,
  actor: action.startsWith('settings') ? 'this computer' : 'monitor',
  target,
  account: 'default',
  details,
});

const failing = troubledFleet
  .filter((row) => row.overall === 'unhealthy')
  .map((row) => ({
    domain: row.domain,
    from: 'healthy',
    to: 'unhealthy',
    since: ago(34),
    checks: CHECK_NAMES.filter((name) => ['fail', 'warn'].includes(row.checks[name].status)).map((name) => ({
      check: name,
      ...row.checks[name],
    })),
  }));

const special: AuditEvent[] = [
  event(900, 'dns.health_alert', 34, '2 domains', { domains: failing }),
  event(899, 'mailbox.quota_alert', 61, 'info@contoso.example', {
    threshold: 90,
    mailboxes: [
      {
        mailbox: 'info@contoso.example',
        domain: 'contoso.example',
        value: 961,
        limit: 1024,
        percent: 93.85,
        since: ago(61),
      },
    ],
  }),
  event(898, 'notification.send_failed', 70, 'Team channel', {
    target: 'Team channel',
    reason: 'the token is missing',
    attempts: 1,
  }),
  event(897, 'mailbox.quota_recovered', 300, 'ann@wingtip.example', {
    threshold: 90,
    mailboxes: [
      {
        mailbox: 'ann@wingtip.example',
        domain: 'wingtip.example',
        value: 85,
        limit: 1024,
        percent: 8.3,
        since: ago(4000),
      },
    ],
  }),
  event(896, 'settings.update', 400, 'Notifications', {
    changed: ['notifications.enabled', 'dns.intervalHours'],
  }),
  event(895, 'dns.health_recovered', 500, 'wingtip.example', {
    domains: [{ domain: 'wingtip.example', from: 'degraded', since: ago(900) }],
  }),
  event(894, 'domain.delete', 1500, 'old-shop.example', {
    domain: 'old-shop.example',
    gone: { mailboxes: 4, forwarders: 2 },
    notes: ['removed in the panel', 'nothing to do'],
  }),
  event(893, 'smtp.send_failed', 1510, 'eagle.mxlogin.com', {
    host: 'eagle.mxlogin.com',
    port: 2525,
    to: 'nobody@example.com',
    reason: '550 5.1.1 nobody@example.com: the server knows no such mailbox. Check the address.',
  }),
  event(892, 'settings.smtp_test', 1520, 'eagle.mxlogin.com', {
    host: 'eagle.mxlogin.com',
    port: 587,
    to: 'ann@northwind-traders.example',
    durationMs: 1184,
  }),
];

export const events: AuditEvent[] = [
  ...special,
  ...Array.from({ length: 891 }, (_, index) => {
    const action = AUDIT_ACTION_NAMES[index % AUDIT_ACTION_NAMES.length] ?? 'settings.update';
    return event(891 - index, action, 1600 + index * 47, `customer-${index}.example`);
  }),
];

const delivery = (id: number, more: Partial<Delivery>): Delivery => ({
  id,
  eventId: 900,
  action: 'dns.health_alert',
  targetId: 't1',
  targetLabel: 'My phone',
  status: 'delivered',
  attempts: 1,
  createdAt: ago(34),
  deliveredAt: ago(34),
  nextAttemptAt: null,
  lastError: null,
  ...more,
});
export const deliveriesOf = (id: number): Delivery[] =>
  id < 895
    ? []
    : [
        delivery(1, {}),
        delivery(2, {
          targetId: 't2',
          targetLabel: 'Team channel',
          status: 'failed',
          attempts: 1,
          deliveredAt: null,
          lastError: 'The variable APPRISE_CRED_DISCORD_TEAM is not set.',
        }),
        delivery(3, {
          targetId: 't3',
          targetLabel: 'Webhook',
          status: 'queued',
          attempts: 3,
          deliveredAt: null,
          nextAttemptAt: ago(-8),
          lastError: 'The server did not answer within 20 s.',
        }),
        delivery(4, {
          targetId: 't4',
          targetLabel: 'Night shift',
          status: 'queued',
          attempts: 0,
          deliveredAt: null,
          held: true,
        }),
        delivery(5, { subject: 'contoso.example', deliveredAt: ago(3) }),
      ];
