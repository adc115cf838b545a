import type { Overall } from '../../../src-shared/dns-health.ts';
import type {
  AppState,
  AttentionItem,
  FleetRow,
  MailboxRow,
  MonitorView,
  Overview,
} from '../../../src-shared/views.ts';

/** What is known, judged as one state for the tray and one sentence for its tooltip. Pure. */
export interface SummaryInput {
  fleet: readonly FleetRow[];
  alarmedMailboxes: readonly MailboxRow[];
  monitors: readonly MonitorView[];
  online: boolean;
  /** True where an account is set up. */
  configured: boolean;
  now: number;
}

export function countOveralls(fleet: readonly FleetRow[]): Overview['counts'] {
  const counts: Record<Overall, number> = { healthy: 0, degraded: 0, unhealthy: 0, unknown: 0 };
  for (const { overall } of fleet) counts[overall] += 1;
  return counts;
}

/**
 * Trouble that is known outranks not being able to look: offline hides no unhealthy domain.
 * A mailbox in alarm counts as degraded.
 */
export function appState({ fleet, alarmedMailboxes, monitors, online, configured }: SummaryInput): AppState {
  const counts = countOveralls(fleet);
  if (!configured) return 'unknown';
  if (counts.unhealthy > 0) return 'unhealthy';
  const blind = !online || monitors.some(isBlind);
  if (blind) return 'unknown';
  if (counts.degraded > 0 || alarmedMailboxes.length > 0) return 'degraded';
  return counts.healthy > 0 ? 'healthy' : 'unknown';
}

/** "2 unhealthy, 1 degraded, checked 5 min ago". */
export function summarize(input: SummaryInput): string {
  const { fleet, alarmedMailboxes, monitors, online, configured, now } = input;
  if (!configured) return 'No account yet';
  const counts = countOveralls(fleet);
  const parts = [
    counts.unhealthy > 0 && `${counts.unhealthy} unhealthy`,
    counts.degraded > 0 && `${counts.degraded} degraded`,
    alarmedMailboxes.length > 0 && `${plural(alarmedMailboxes.length, 'mailbox', 'mailboxes')} in alarm`,
    counts.unknown > 0 && `${counts.unknown} cannot be checked`,
  ].filter((part): part is string => part !== false);
  const nothingWrong =
    counts.healthy > 0
      ? `all ${plural(counts.healthy, 'domain', 'domains')} healthy`
      : 'no domain checked yet';
  const state = parts.length > 0 ? parts.join(', ') : nothingWrong;
  return [state, online ? checkedAgo(monitors, now) : 'offline, checks wait'].filter(Boolean).join(', ');
}

/** One line per thing that needs a person, most urgent first. */
export function attentionItems({ fleet, alarmedMailboxes, monitors }: SummaryInput): AttentionItem[] {
  const items: AttentionItem[] = [];
  for (const monitor of monitors)
    if (isBlind(monitor))
      items.push({
        kind: 'monitor',
        severity: 'failure',
        subject: monitor.monitor === 'dns' ? 'DNS health' : 'Mailbox usage',
        message: monitor.lastMessage ?? 'The last check could not run.',
      });
  for (const row of fleet) {
    const wrong = Object.values(row.checks).filter(({ status }) => status === 'fail' || status === 'warn');
    if (row.overall === 'healthy' || row.overall === 'unknown') continue;
    items.push({
      kind: 'dns',
      severity: row.overall === 'unhealthy' ? 'failure' : 'warning',
      subject: row.domain,
      message:
        wrong
          .sort((a, b) => Number(b.status === 'fail') - Number(a.status === 'fail'))
          .map(({ message }) => message)
          .join(' ') || 'What was wrong could not be looked up again.',
    });
  }
  for (const mailbox of alarmedMailboxes)
    items.push({
      kind: 'mailbox',
      severity: 'warning',
      subject: mailbox.mailbox,
      message: mailboxMessage(mailbox),
    });
  const rank = { failure: 0, warning: 1, info: 2 };
  return items.sort((a, b) => rank[a.severity] - rank[b.severity]);
}

function mailboxMessage(row: MailboxRow): string {
  const parts: string[] = [];
  if (row.alarms.includes('storage') && row.quotaPercent !== undefined)
    parts.push(
      `${megabytes(row.usageMb)} of ${megabytes(row.quotaMb)} MB used (${row.quotaPercent.toFixed(1)} %).`,
    );
  if (row.alarms.includes('sends') && row.sendPercent !== undefined)
    parts.push(`${row.sent} of ${row.sendLimit} messages sent today (${row.sendPercent.toFixed(1)} %).`);
  if (row.alarms.includes('sendRate')) parts.push('Sends unusually many messages per hour.');
  return parts.join(' ');
}

const isBlind = ({ enabled, lastOk }: MonitorView): boolean => enabled && lastOk === false;

const megabytes = (value: number | undefined): string => Math.round(value ?? 0).toLocaleString('en-US');

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

function checkedAgo(monitors: readonly MonitorView[], now: number): string | false {
  if (monitors.some(isBlind)) return 'the last check could not run';
  const last = Math.max(
    ...monitors.map(({ lastFinishedAt }) => (lastFinishedAt ? Date.parse(lastFinishedAt) : 0)),
  );
  if (!(last > 0)) return false;
  const minutes = Math.floor((now - last) / 60_000);
  if (minutes < 1) return 'checked just now';
  if (minutes < 60) return `checked ${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `checked ${hours} h ago` : `checked ${Math.floor(hours / 24)} days ago`;
}
