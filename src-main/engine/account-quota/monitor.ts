import type { AuditEvent, EventDetails } from '../../../src-shared/audit-event.ts';
import { percentOf } from '../../../src-shared/mailbox-usage.ts';
import type { SettingKey, SettingValue } from '../../../src-shared/settings.ts';
import type { AuditLog } from '../audit/entry.ts';
import type { Monitor, MonitorRun } from '../monitor.ts';
import { runMonitor } from '../monitor-run.ts';
import type { AccountApi, AccountQuota } from '../mxroute/api.ts';
import type { Clock, Logger } from '../ports.ts';
import type { Db } from '../storage/open.ts';
import { judgeQuota } from './alarm.ts';
import { createQuotaRepository } from './repository.ts';

export interface QuotaMonitorOptions {
  db: Db;
  accountId: string;
  /** How the log calls the account: "alice at eagle.mxlogin.com". */
  label: string;
  api: Pick<AccountApi, 'getQuota'>;
  audit: AuditLog;
  settings: { get<K extends SettingKey>(key: K): SettingValue<K> };
  clock: Pick<Clock, 'now'>;
  log: Logger;
  /** Throws once the account has another login (accounts/same-login.ts): its answers then come too late. */
  assertCurrent: () => void;
}

export interface QuotaMonitor extends Monitor {
  readonly name: 'quota';
}

const CONSUMER = 'quota';
const MB = 1024 ** 2;
const GB = 1024 ** 3;

/** The account's own storage: one request, GET /quota, whose figures MXroute counts once an hour. */
export function createQuotaMonitor(options: QuotaMonitorOptions): QuotaMonitor {
  const { db, accountId, label, api, audit, settings, clock, log, assertCurrent } = options;
  const repository = createQuotaRepository(db);

  const store = db.transaction((quota: AccountQuota): AuditEvent[] => {
    assertCurrent();
    const now = clock.now();
    const threshold = settings.get('usage.accountPercent');
    const since = repository.get(accountId)?.alarmSince ?? null;
    const { alarmed, event, reason } = judgeQuota(since !== null, quota, threshold);
    repository.save(accountId, { quota, alarmSince: alarmed ? (since ?? now) : null });
    if (event === null) return [];
    const details = detailsOf(quota, threshold, since ?? now, reason);
    const action = event === 'alert' ? 'account.quota_alert' : 'account.quota_recovered';
    return [audit.record({ action, accountId, actor: 'monitor', target: label, details })];
  });

  return {
    name: 'quota',
    run({ priority, signal, onProgress }): Promise<MonitorRun> {
      const failed = 'The account’s storage could not be read';
      return runMonitor({ monitor: 'quota', accountId, clock, log, signal, failed }, async (onSent) => {
        onProgress?.(0, 1, null);
        const request = { priority, consumer: CONSUMER, onSent, ...(signal ? { signal } : {}) };
        const quota = await api.getQuota(request);
        if (signal?.aborted) return undefined;
        const events = store.immediate(quota);
        onProgress?.(1, 1, null);
        return { ok: true, message: sentence(quota), events };
      });
    },
  };
}

/** Sizes in MB, as in the mailboxes' alerts. */
function detailsOf(
  { usedBytes, limitBytes, breakdown, grace }: AccountQuota,
  threshold: number,
  since: number,
  reason: string | undefined,
): EventDetails {
  return {
    threshold,
    value: usedBytes / MB,
    ...(limitBytes > 0 ? { limit: limitBytes / MB, percent: percentOf(usedBytes, limitBytes) } : {}),
    since: new Date(since).toISOString(),
    ...(reason === undefined ? {} : { reason }),
    ...breakdownOf(breakdown),
    ...(grace === null ? {} : { grace }),
  };
}

/** Category → MB, of those that hold something. */
function breakdownOf(breakdown: Record<string, number>): EventDetails {
  const held = Object.entries(breakdown).filter(([, bytes]) => bytes > 0);
  return held.length === 0
    ? {}
    : { breakdown: Object.fromEntries(held.map(([name, bytes]) => [name, bytes / MB])) };
}

/** "9.2 of 10.0 GB used (92.0 %)." */
function sentence({ usedBytes, limitBytes, grace }: AccountQuota): string {
  const gigabytes = (bytes: number) => (bytes / GB).toFixed(1);
  const percent = percentOf(usedBytes, limitBytes);
  const used =
    percent === undefined
      ? `${gigabytes(usedBytes)} GB used, unlimited.`
      : `${gigabytes(usedBytes)} of ${gigabytes(limitBytes)} GB used (${percent.toFixed(1)} %).`;
  return grace === null ? used : `${used} MXroute has set a grace period.`;
}
