import { MONITOR_SETTINGS, MONITORS } from '../../../src-shared/monitors.ts';
import type { Overview } from '../../../src-shared/views/app.ts';
import type { MailboxRow } from '../../../src-shared/views/mailboxes.ts';
import type { TroubledDomain } from '../dns-health/row-queries.ts';
import type { EngineParts } from '../parts.ts';
import { refusesCredentials } from '../scheduler/due.ts';
import { attentionItems, isAccountTrouble } from './attention.ts';
import { monitorViews } from './monitor-views.ts';
import { appState, cannotRun } from './state.ts';
import { type SummaryInput, summarize } from './summary.ts';

const MAX_ATTENTION = 100;
const MAX_ALARMED = 20;

/** The overview's page: all from the database, so that it is there at once and offline. */
export async function buildOverview(parts: EngineParts): Promise<Overview> {
  const { accounts, scans, network, clock } = parts;
  const ids = accounts.active().map(({ id }) => id);
  const labels = new Map(accounts.active().map(({ id, label }) => [id, label]));
  const { counts, troubled, alarmedMailboxes, alarmedTotal, mailboxes, quotas } = facts(parts, ids);
  const monitors = monitorViews(parts);
  const now = clock.now();
  const online = network.online();
  const alarming = quotas.filter(isAccountTrouble);
  const input: SummaryInput = {
    counts,
    alarmedTotal,
    quotas: alarming,
    monitors,
    online,
    configured: ids.length > 0,
    refused: ids.some((id) => isRefused(parts, id)),
    now,
  };
  const attention = attentionItems({
    troubled,
    alarmedMailboxes,
    quotas: alarming,
    monitors,
    accountLabel: (id) => labels.get(id) ?? id,
    now,
  });
  return {
    accounts: await accounts.views(),
    state: appState(input),
    summary: summarize(input),
    counts,
    attention: attention.slice(0, MAX_ATTENTION),
    attentionTotal:
      counts.unhealthy + counts.degraded + alarmedTotal + alarming.length + monitors.filter(cannotRun).length,
    alarmedMailboxes: alarmedMailboxes.slice(0, MAX_ALARMED),
    alarmedTotal,
    mailboxes,
    quotas,
    monitors,
    scans: scans.underWay(),
    online,
  };
}

/** What is stored of these accounts, as much of it as the page can show. */
function facts({ dns, alarmed, quotas, settings }: EngineParts, ids: readonly string[]) {
  const counts: Overview['counts'] = { healthy: 0, degraded: 0, unhealthy: 0, unknown: 0 };
  const troubled: TroubledDomain[] = [];
  const alarmedMailboxes: MailboxRow[] = [];
  let alarmedTotal = 0;
  let mailboxes = 0;
  for (const id of ids) {
    const own = dns.counts(id);
    for (const overall of Object.keys(counts) as (keyof typeof counts)[]) counts[overall] += own[overall];
    troubled.push(...dns.troubled(id, MAX_ATTENTION));
    alarmedMailboxes.push(...alarmed.worst(id, MAX_ATTENTION));
    alarmedTotal += alarmed.alarmed(id);
    mailboxes += alarmed.mailboxes(id);
  }
  if (ids.length > 1) {
    troubled.sort((a, b) => b.overall.localeCompare(a.overall) || a.domain.localeCompare(b.domain));
    alarmedMailboxes.sort((a, b) => share(b) - share(a));
  }
  const read = quotas.views(ids, settings.get('usage.accountPercent'));
  return { counts, troubled, alarmedMailboxes, alarmedTotal, mailboxes, quotas: read };
}

/** How bad a mailbox's worst alarm is; an unusual sending rate has no percentage and counts as full. */
const share = ({ alarms, quotaPercent = 0, sendPercent = 0 }: MailboxRow): number =>
  Math.max(
    ...alarms.map((measure) =>
      measure === 'storage' ? quotaPercent : measure === 'sends' ? sendPercent : 100,
    ),
  );

/** What any of its monitors learned last about the credentials holds for all of them. */
function isRefused({ schedule, settings }: EngineParts, accountId: string): boolean {
  const [last] = MONITORS.filter((monitor) => settings.get(`${MONITOR_SETTINGS[monitor]}.enabled`))
    .map((monitor) => schedule.get(accountId, monitor))
    .filter((row) => row !== undefined)
    .sort((a, b) => (b.lastFinishedAt ?? 0) - (a.lastFinishedAt ?? 0));
  return refusesCredentials(last?.lastCode);
}
