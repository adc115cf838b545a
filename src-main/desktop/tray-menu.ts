import type { AuditEvent } from '../../src-shared/audit-event.ts';
import { MONITOR_LABELS, type MonitorName } from '../../src-shared/monitors.ts';
import { isScanning } from '../../src-shared/running-scans.ts';
import type { AppState, Overview } from '../../src-shared/views/app.ts';
import type { ScanKind } from '../../src-shared/views/scans.ts';

export type TrayOverview = Pick<Overview, 'accounts' | 'state' | 'summary' | 'scans' | 'online' | 'monitors'>;

/** What the tray shows, as data: built here without Electron, drawn in tray.ts. */
export interface TrayModel {
  /** Undefined until the engine has answered for the first time, and when it could not. */
  overview: TrayOverview | undefined;
  /** Newest first. */
  events: readonly AuditEvent[];
  /** Milliseconds since the epoch: tells today's alerts from older ones. */
  now: number;
  locale?: string;
  timeZone?: string;
}

export type TrayAction =
  | { do: 'open' }
  | { do: 'scan'; kind: ScanKind }
  | { do: 'event'; eventId: number }
  | { do: 'test' }
  | { do: 'settings' }
  | { do: 'quit' };

export type TrayItem =
  | { type: 'separator' }
  | { type: 'item'; label: string; action?: TrayAction; enabled: boolean }
  | { type: 'submenu'; label: string; items: TrayItem[] };

const RECENT_ALERTS = 5;
const LONGEST_LABEL = 70;
const LONGEST_TOOLTIP = 140;
const APP = 'MXroute Manager';
const SCANNING: Record<MonitorName, string> = {
  dns: 'Checking DNS health…',
  usage: 'Checking mailbox usage…',
  quota: 'Checking account storage…',
  watch: 'Looking for changes in the account…',
};

const item = (label: string, action?: TrayAction, enabled = action !== undefined): TrayItem => ({
  type: 'item',
  label: literal(shorten(label)),
  action,
  enabled,
});
const separator: TrayItem = { type: 'separator' };

/** Everything that is worth a look: problems and their ends, not what the person did themselves. */
const isAlert = (event: AuditEvent): boolean => event.severity !== 'info';

/**
 * What is known, and why it may be out of date: the lines on top of the menu. While nothing can be checked the reason
 * comes first, since the icon says so.
 */
export function statusLines({ overview }: Pick<TrayModel, 'overview'>): [string, ...string[]] {
  if (!overview) return ['Starting…'];
  if (overview.accounts.length === 0) return ['No account set up yet'];
  const reason = whyBlind(overview);
  if (reason === undefined) return [overview.summary];
  return overview.state === 'unknown' ? [reason, overview.summary] : [overview.summary, reason];
}

/** Undefined while checks can run. A monitor's own sentence tells refused credentials from an unreachable server. */
export function whyBlind({
  online,
  monitors,
}: Pick<TrayOverview, 'online' | 'monitors'>): string | undefined {
  if (!online) return 'Cannot check: this computer is offline';
  const blind = monitors.find(({ enabled, lastOk }) => enabled && lastOk === false);
  if (!blind) return undefined;
  return `Cannot check ${inSentence(MONITOR_LABELS[blind.monitor])}: ${blind.lastMessage ?? 'the last check could not run.'}`;
}

/** "DNS health" stays, "Mailbox usage" does not begin a sentence here. */
const inSentence = (label: string): string =>
  /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

/** What the icon stands for, in one line. */
export const trayTooltip = (model: Pick<TrayModel, 'overview'>): string =>
  `${APP}: ${cut(statusLines(model)[0], LONGEST_TOOLTIP)}`;

export const trayState = ({ overview }: Pick<TrayModel, 'overview'>): AppState =>
  overview && overview.accounts.length > 0 ? overview.state : 'unknown';

export function trayItems(model: TrayModel): TrayItem[] {
  const { overview } = model;
  const scans = overview?.scans ?? [];
  const scan = scans.at(-1);
  const connected = overview !== undefined && overview.accounts.length > 0;
  const scanItem = (label: string, kind: ScanKind): TrayItem =>
    item(label, { do: 'scan', kind }, connected && !isScanning(scans, kind));
  return [
    ...(scan ? [SCANNING[scan.monitor]] : statusLines(model)).map((line) => item(line)),
    separator,
    item(`Open ${APP}`, { do: 'open' }),
    {
      type: 'submenu',
      label: 'Scan now',
      items: [
        scanItem('DNS health', 'dns'),
        scanItem('Mailbox usage', 'usage'),
        scanItem('Account watch', 'watch'),
        scanItem('Everything', 'all'),
      ],
    },
    { type: 'submenu', label: 'Recent alerts', items: recentAlerts(model) },
    item('Send Test Notification', { do: 'test' }, overview !== undefined),
    separator,
    item('Settings…', { do: 'settings' }),
    item('Quit', { do: 'quit' }),
  ];
}

function recentAlerts(model: TrayModel): TrayItem[] {
  const alerts = model.events.filter(isAlert).slice(0, RECENT_ALERTS);
  if (alerts.length === 0) return [item('No alerts yet')];
  return alerts.map((event) =>
    item(`${when(event.at, model)}  ${event.label}: ${event.target}`, { do: 'event', eventId: event.id }),
  );
}

/** The time for today's, the day for older ones, in the person's locale and zone. */
function when(at: string, { now, locale, timeZone }: TrayModel): string {
  const date = new Date(at);
  const day = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'short' });
  return day.format(date) === day.format(now)
    ? new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' }).format(date)
    : new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short' }).format(date);
}

const cut = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text;
const shorten = (label: string): string => cut(label, LONGEST_LABEL);

/** In a menu a single `&` would underline the next letter instead of showing itself. */
const literal = (label: string): string => label.replaceAll('&', '&&');
