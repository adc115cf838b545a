import type { FleetRow, MonitorView, Overview } from '../../../src-shared/views.ts';
import { canonicalDomain } from '../dns/names.ts';
import type { EngineParts } from '../parts.ts';
import type { MonitorId } from '../scheduler/repository.ts';
import { appState, attentionItems, countOveralls, type SummaryInput, summarize } from './summary.ts';

const MONITORS: readonly MonitorId[] = ['dns', 'usage'];
const OVERALL_RANK = { unhealthy: 0, degraded: 1, unknown: 2, healthy: 3 };

/** The overview's page: all from the database, so that it is there at once and offline. */
export async function buildOverview(parts: EngineParts): Promise<Overview> {
  const { accounts, dns, usage, scans, network, clock } = parts;
  const active = accounts.active();
  const fleet: FleetRow[] = active.flatMap(({ id }) => {
    const summaries = new Map(
      // Mailboxes carry the domain as MXroute spells it, the fleet as people do.
      [...usage.domainSummaries(id)].map(([domain, summary]) => [canonicalDomain(domain), summary]),
    );
    return dns.listFleet(id).map((domain) => ({
      ...domain,
      ...(summaries.get(domain.domain) ?? { mailboxes: 0, fullest: null }),
    }));
  });
  fleet.sort((a, b) => OVERALL_RANK[a.overall] - OVERALL_RANK[b.overall] || a.domain.localeCompare(b.domain));
  const alarmedMailboxes = active.flatMap(({ id }) =>
    usage.listMailboxes(id).filter(({ alarms }) => alarms.length > 0),
  );
  const monitors = monitorViews(parts);
  const input: SummaryInput = {
    fleet,
    alarmedMailboxes,
    monitors,
    online: network.online(),
    configured: active.length > 0,
    now: clock.now(),
  };
  return {
    accounts: await accounts.views(),
    state: appState(input),
    summary: summarize(input),
    counts: countOveralls(fleet),
    attention: attentionItems(input),
    fleet,
    alarmedMailboxes,
    monitors,
    scan: scans.current(),
    online: network.online(),
  };
}

/** One line per monitor; with several accounts the one that has most recently failed, else run. */
export function monitorViews({ settings, scans, schedule, accounts }: EngineParts): MonitorView[] {
  const active = accounts.active();
  return MONITORS.map((monitor) => {
    const rows = active.map(({ id }) => schedule.get(id, monitor)).filter((row) => row !== undefined);
    const shown = rows.find(({ lastOk }) => lastOk === false) ?? rows[0];
    const enabled = settings.get(monitor === 'dns' ? 'dns.enabled' : 'usage.enabled');
    return {
      monitor,
      enabled,
      intervalHours: settings.get(monitor === 'dns' ? 'dns.intervalHours' : 'usage.intervalHours'),
      running: active.some(({ id }) => scans.isRunning({ accountId: id, monitor })),
      lastStartedAt: iso(shown?.lastStartedAt),
      lastFinishedAt: iso(shown?.lastFinishedAt),
      lastOk: shown?.lastOk ?? null,
      lastMessage: shown?.lastMessage ?? null,
      nextRunAt: enabled ? iso(shown?.dueAt) : null,
    };
  });
}

const iso = (time: number | null | undefined): string | null =>
  time == null ? null : new Date(time).toISOString();
