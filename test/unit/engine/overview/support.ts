import type { TroubledDomain } from '../../../../src-main/engine/dns-health/row-queries.ts';
import type { MonitorName } from '../../../../src-shared/monitors.ts';
import type { AccountQuotaView } from '../../../../src-shared/views/accounts.ts';
import type { MailboxRow } from '../../../../src-shared/views/mailboxes.ts';
import type { MonitorView } from '../../../../src-shared/views/scans.ts';

export const NOW = Date.UTC(2026, 0, 5, 12);
const DAY_MS = 86_400_000;
const GB = 1024 ** 3;

export const ago = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();
export const inDays = (days: number): string => new Date(NOW + days * DAY_MS).toISOString();

export const counts = (
  change: Partial<Record<'healthy' | 'degraded' | 'unhealthy' | 'unknown', number>>,
) => ({
  healthy: 0,
  degraded: 0,
  unhealthy: 0,
  unknown: 0,
  ...change,
});

export const troubled = (
  domain: string,
  overall: TroubledDomain['overall'],
  ...messages: string[]
): TroubledDomain => ({ account: 'default', domain, overall, messages });

export const mailbox: MailboxRow = {
  account: 'default',
  mailbox: 'a@b.example',
  domain: 'b.example',
  quotaMb: 1024,
  usageMb: 954,
  sendLimit: 0,
  sent: 3,
  suspended: false,
  quotaPercent: 93.16,
  sendPercent: undefined,
  readAt: ago(5),
  alarms: ['storage'],
};

export const quota = (change: Partial<AccountQuotaView> = {}): AccountQuotaView => ({
  account: 'default',
  usedBytes: 93.2 * GB,
  limitBytes: 100 * GB,
  percent: 93.2,
  breakdown: {},
  grace: null,
  countedAt: null,
  readAt: ago(5),
  thresholdPercent: 90,
  alarmSince: ago(5),
  ...change,
});

export const monitor = (lastOk: boolean | null, minutes = 5, name: MonitorName = 'dns'): MonitorView => ({
  monitor: name,
  enabled: true,
  intervalHours: 24,
  running: false,
  lastStartedAt: ago(minutes),
  lastFinishedAt: lastOk === null ? null : ago(minutes),
  lastOk,
  lastMessage: lastOk === false ? 'Could not reach MXroute (timed out after 15 s).' : null,
  nextRunAt: null,
});
