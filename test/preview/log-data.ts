import { AUDIT_ACTION_NAMES, type AuditAction, actionDefinition } from '../../src-shared/audit-actions.ts';
import type { AuditEvent, Delivery } from '../../src-shared/audit-event.ts';
import { CHECK_NAMES } from '../../src-shared/dns-health.ts';
import type { DeliveryRow } from '../../src-shared/views/log.ts';
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
  actor: action.startsWith('settings')
    ? 'this computer'
    : actionDefinition(action).monitor === 'watch'
      ? 'MXroute account'
      : 'monitor',
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
    mailboxes: 4,
    forwarders: 2,
    pointers: 0,
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
  event(891, 'mailbox.quota_update', 1530, '6 mailboxes', {
    changes: ['info', 'sales', 'office', 'ann', 'bob', 'jobs'].map((name, index) => ({
      subject: `${name}@contoso.example`,
      domain: 'contoso.example',
      quotaMb: { before: 1024, after: index === 3 ? 0 : 2048 },
      usageMb: 961 - index * 130,
    })),
  }),
  event(890, 'forwarder.update', 1540, 'orders@acme.example', {
    domain: 'acme.example',
    to: { before: ['shop@acme.example', 'books@proseware.example'], after: ['shop@acme.example'] },
  }),
  event(889, 'catchall.update', 1550, 'acme.example', { before: 'fail', after: 'office@acme.example' }),
  event(888, 'spam.settings_update', 1560, 'northwind-traders.example', {
    settings: {
      highScore: { before: 5, after: 10 },
      whereToDeliver: { before: 'inbox', after: 'spamfolder' },
    },
  }),
  event(887, 'account.quota_alert', 1570, 'demo at eagle.mxlogin.com', {
    threshold: 90,
    value: 94_421,
    limit: 102_400,
    percent: 92.2,
    since: ago(1570),
  }),
  event(886, 'mailbox.update', 1580, 'old.campaign@fabrikam.example', {
    domain: 'fabrikam.example',
    suspended: { before: false, after: true },
    sendLimit: { before: 9600, after: 400 },
  }),
];
const byId = new Map(special.map((one) => [one.id, one]));
const OLDEST_SPECIAL = 886;
const MANY = 1_000_000;

/** Ids go down from the newest; on `many` a million events lie below those that are told above. */
const SHIFT = (variant: string): number => (variant === 'many' ? MANY - 900 : 0);

export const newestOf = (variant: string): number => 900 + SHIFT(variant);

/** By its id; made up when it is asked for. */
export function eventAt(variant: string, id: number): AuditEvent | undefined {
  const own = id - SHIFT(variant);
  if (id < 1 || own > 900) return undefined;
  const known = byId.get(own);
  if (known !== undefined) return { ...known, id };
  const index = OLDEST_SPECIAL - own;
  const action = AUDIT_ACTION_NAMES[index % AUDIT_ACTION_NAMES.length] ?? 'settings.update';
  const spacing = variant === 'many' ? 0.55 : 47;
  return event(id, action, 1600 + index * spacing, `customer-${index % 5000}.example`);
}

export const extraEvent = (id: number): AuditEvent =>
  event(id, 'mailbox.create', 0, `new-${id}@woodgrove.example`, {
    domain: 'woodgrove.example',
    quotaMb: 2048,
    sendLimit: 400,
  });

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

const STATUSES = ['delivered', 'delivered', 'delivered', 'failed', 'delivered', 'delivered'] as const;

/** Newest first: those of the newest event, then what was sent before. */
export const allDeliveries: DeliveryRow[] = [
  ...deliveriesOf(900)
    .toReversed()
    .map((one, index) => ({
      ...one,
      id: 605 - index,
      label: actionDefinition('dns.health_alert').label,
      severity: 'failure' as const,
      eventTarget: '2 domains',
    })),
  ...Array.from({ length: 600 }, (_, index): DeliveryRow => {
    const status = STATUSES[index % STATUSES.length] ?? 'delivered';
    const about = eventAt('rich', 899 - Math.floor(index / 3)) ?? extraEvent(1);
    return {
      ...delivery(600 - index, {
        eventId: about.id,
        action: about.action,
        targetId: `t${(index % 3) + 1}`,
        targetLabel: ['My phone', 'Team channel', 'Webhook'][index % 3] ?? '',
        status,
        attempts: status === 'failed' ? 6 : 1 + (index % 4 === 0 ? 1 : 0),
        createdAt: about.at,
        deliveredAt: status === 'delivered' ? about.at : null,
        lastError: status === 'failed' ? 'The server did not answer within 20 s.' : null,
      }),
      label: about.label,
      severity: about.severity,
      eventTarget: about.target,
    };
  }),
];
