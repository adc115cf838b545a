import { MONITOR_SETTINGS, MONITORS, type MonitorName } from '../../../src-shared/monitors.ts';
import type { ScanKind } from '../../../src-shared/views/scans.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { HOUR_MS } from '../scheduler/due.ts';
import type { ScheduledJob } from '../scheduler/scheduler.ts';
import type { Environment } from '../settings/environment.ts';
import type { SettingsStore } from '../settings/store.ts';
import type { ScanJob } from './scan-runner.ts';

export interface ScanPlanOptions {
  accounts: Pick<Accounts, 'active'>;
  settings: Pick<SettingsStore, 'get'>;
  environment: Pick<Environment, 'get'>;
}

/** Which monitors run for which accounts, and how often, by the settings as they are now. */
export function createScanPlan({ accounts, settings, environment }: ScanPlanOptions) {
  /** One run of each monitor of this kind, for every account. */
  const jobs = (kind: ScanKind): ScanJob[] => {
    const monitors = MONITORS.filter((monitor) => kind === 'all' || kind === MONITOR_SETTINGS[monitor]);
    return accounts.active().flatMap(({ id }) => monitors.map((monitor) => ({ accountId: id, monitor })));
  };

  const intervalMs = (monitor: MonitorName): number => {
    // The demo and the tests cannot wait for hours.
    const seconds = Number(environment.get('MXM_SCAN_SECONDS'));
    if (seconds >= 1) return seconds * 1000;
    return settings.get(`${MONITOR_SETTINGS[monitor]}.intervalHours`) * HOUR_MS;
  };

  /** Those of monitors that are switched on. */
  const scheduled = (): ScheduledJob[] =>
    jobs('all')
      .filter(({ monitor }) => settings.get(`${MONITOR_SETTINGS[monitor]}.enabled`))
      .map((job) => ({ ...job, intervalMs: intervalMs(job.monitor) }));

  return { jobs, intervalMs, scheduled };
}

export type ScanPlan = ReturnType<typeof createScanPlan>;
