import { MONITOR_SETTINGS, MONITORS, type MonitorName } from '../../../src-shared/monitors.ts';
import type { MonitorView } from '../../../src-shared/views/scans.ts';
import type { EngineParts } from '../parts.ts';

/** One line per monitor; with several accounts the one that could not run, else any. */
export function monitorViews({ settings, scans, schedule, accounts }: EngineParts): MonitorView[] {
  const active = accounts.active();
  return MONITORS.map((monitor) => {
    const rows = active.map(({ id }) => schedule.get(id, monitor)).filter((row) => row !== undefined);
    const shown = rows.find(({ lastOk }) => lastOk === false) ?? rows[0];
    const { enabled, intervalHours } = monitorSettings(settings, monitor);
    return {
      monitor,
      enabled,
      intervalHours,
      running: active.some(({ id }) => scans.isRunning({ accountId: id, monitor })),
      lastStartedAt: iso(shown?.lastStartedAt),
      lastFinishedAt: iso(shown?.lastFinishedAt),
      lastOk: shown?.lastOk ?? null,
      lastMessage: shown?.lastMessage ?? null,
      nextRunAt: enabled ? iso(shown?.dueAt) : null,
    };
  });
}

const monitorSettings = (settings: EngineParts['settings'], monitor: MonitorName) => ({
  enabled: settings.get(`${MONITOR_SETTINGS[monitor]}.enabled`),
  intervalHours: settings.get(`${MONITOR_SETTINGS[monitor]}.intervalHours`),
});

const iso = (time: number | null | undefined): string | null =>
  time == null ? null : new Date(time).toISOString();
