import type { AccountQuotaView } from '../../src-shared/views/accounts.ts';
import type { AttentionItem, Overview } from '../../src-shared/views/app.ts';
import type { DomainDetail } from '../../src-shared/views/domains.ts';
import { ago, alarmedMailboxes, healthyFleet, manyDomains, troubledFleet } from './fleet-data.ts';
import { monitors } from './notification-data.ts';

export const account = {
  id: 'default',
  label: 'demo at eagle.mxlogin.com',
  server: 'eagle.mxlogin.com',
  username: 'demo',
  apiUrl: 'https://api.mxroute.com',
  hasKey: true,
  fromEnvironment: [] as string[],
};
const second = { ...account, id: 'second', label: 'agency at glacier.mxlogin.com', username: 'agency' };

export const fleetOf = (variant: string): DomainDetail[] =>
  variant === 'healthy' ? healthyFleet : variant === 'many' ? manyDomains : troubledFleet;

const GB = 1024 ** 3;

const quota = (usedGb: number, limitGb: number, more: Partial<AccountQuotaView> = {}): AccountQuotaView => ({
  account: 'default',
  usedBytes: usedGb * GB,
  limitBytes: limitGb * GB,
  percent: limitGb === 0 ? undefined : (usedGb / limitGb) * 100,
  breakdown: { mail: usedGb * GB * 0.97, files: usedGb * GB * 0.03 },
  grace: null,
  countedAt: ago(42),
  readAt: ago(9),
  thresholdPercent: 90,
  alarmSince: null,
  ...more,
});

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

function quotasOf(variant: string): AccountQuotaView[] {
  if (variant === 'healthy') return [quota(38, 100)];
  if (variant === 'many')
    return [
      quota(93.1, 100, { alarmSince: ago(300) }),
      quota(512, 500, {
        account: 'second',
        alarmSince: ago(9000),
        grace: { daysRemaining: 12, deadline: inDays(12) },
      }),
    ];
  return [quota(71.4, 100)];
}

const API_DOWN =
  'MXroute did not answer (timed out after 15 s). Alerts continue with the last known state. Next try in 2 min.';

const mailboxTrouble: AttentionItem[] = [
  {
    kind: 'mailbox',
    severity: 'warning',
    subject: 'info@contoso.example',
    account: 'default',
    message: '961 of 1,024 MB used (93.8 %).',
    eventId: 899,
  },
  {
    kind: 'mailbox',
    severity: 'warning',
    subject: 'newsletter@northwind-traders.example',
    account: 'default',
    message: '8,991 of 9,600 messages sent today (93.7 %).',
  },
];

const monitorTrouble = ['Mailbox usage', 'Account storage', 'Account watch'].map(
  (subject): AttentionItem => ({ kind: 'monitor', severity: 'failure', subject, message: API_DOWN }),
);

const ofDomain = (detail: DomainDetail): AttentionItem => ({
  kind: 'dns',
  severity: detail.overall === 'unhealthy' ? 'failure' : 'warning',
  subject: detail.domain,
  account: detail.account,
  message:
    Object.values(detail.checks).find(({ status }) => status === 'fail' || status === 'warn')?.message ?? '',
});

const SENT = 100;

export function overviewOf(variant: string): Overview {
  const calm = variant === 'healthy';
  const fleet = fleetOf(variant);
  const count = (overall: string) => fleet.filter((row) => row.overall === overall).length;
  const counts = {
    healthy: count('healthy'),
    degraded: count('degraded'),
    unhealthy: count('unhealthy'),
    unknown: count('unknown'),
  };
  const wrong = fleet.filter((row) => row.overall === 'unhealthy' || row.overall === 'degraded');
  const attention = calm ? [] : [...monitorTrouble, ...wrong.map(ofDomain), ...mailboxTrouble];
  const bare = variant === 'empty' || variant === 'setup';
  const more = variant === 'many' ? 140 : 0;
  return {
    accounts: bare
      ? []
      : [
          { ...account, fromEnvironment: variant === 'demo' ? ['MX_SERVER'] : [] },
          ...(variant === 'many' ? [second] : []),
        ],
    state: calm ? 'healthy' : 'unhealthy',
    summary: calm
      ? 'all 3 domains healthy, checked 5 min ago'
      : `${counts.unhealthy} unhealthy, ${counts.degraded} degraded, 2 mailboxes in alarm, 1 cannot be checked, checked 5 min ago`,
    counts,
    attention: attention.slice(0, SENT),
    attentionTotal: attention.length + more,
    alarmedMailboxes: calm ? [] : alarmedMailboxes,
    alarmedTotal: calm ? 0 : alarmedMailboxes.length + more,
    mailboxes: fleet.reduce((sum, { mailboxes }) => sum + mailboxes, 0),
    quotas: bare ? [] : quotasOf(variant),
    monitors,
    scans: [],
    online: variant !== 'offline',
  };
}
