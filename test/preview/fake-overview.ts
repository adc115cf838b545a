import type { Overview } from '../../src-shared/views.ts';
import { alarmedMailboxes, healthyFleet, manyDomains, troubledFleet } from './fleet-data.ts';
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

export function overviewOf(variant: string): Overview {
  const calm = variant === 'healthy';
  const fleet = calm ? healthyFleet : variant === 'many' ? manyDomains : troubledFleet;
  const count = (overall: string) => fleet.filter((row) => row.overall === overall).length;
  const wrong = fleet.filter((row) => row.overall === 'unhealthy' || row.overall === 'degraded');
  return {
    accounts:
      variant === 'empty' || variant === 'setup'
        ? []
        : [{ ...account, fromEnvironment: variant === 'demo' ? ['MX_SERVER'] : [] }],
    state: calm ? 'healthy' : 'unhealthy',
    summary: calm
      ? 'all 3 domains healthy, checked 5 min ago'
      : '2 unhealthy, 1 degraded, 2 mailboxes in alarm, 1 cannot be checked, checked 5 min ago',
    counts: {
      healthy: count('healthy'),
      degraded: count('degraded'),
      unhealthy: count('unhealthy'),
      unknown: count('unknown'),
    },
    attention: calm
      ? []
      : [
          {
            kind: 'monitor',
            severity: 'failure',
            subject: 'Mailbox usage',
            message:
              'MXroute did not answer (timed out after 15 s). Alerts continue with the last known state. Next try in 2 min.',
          },
          ...wrong.map((row) => ({
            kind: 'dns' as const,
            severity: row.overall === 'unhealthy' ? ('failure' as const) : ('warning' as const),
            subject: row.domain,
            message:
              Object.values(row.checks).find((check) => check.status === 'fail' || check.status === 'warn')
                ?.message ?? '',
          })),
          {
            kind: 'mailbox',
            severity: 'warning',
            subject: 'info@contoso.example',
            message: '961 of 1,024 MB used (93.8 %).',
            eventId: 899,
          },
          {
            kind: 'mailbox',
            severity: 'warning',
            subject: 'newsletter@northwind-traders.example',
            message: '8,991 of 9,600 messages sent today (93.7 %).',
          },
        ],
    fleet,
    alarmedMailboxes: calm ? [] : alarmedMailboxes,
    monitors,
    scan: null,
    online: variant !== 'offline',
  };
}
