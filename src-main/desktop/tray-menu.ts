import type { AuditEvent } from '../../src-shared/audit-event.ts';
import type { AppState, Overview, ScanKind } from '../../src-shared/views.ts';

/** What the tray shows, as data: built here without Electron, drawn in tray.ts. */
export interface TrayModel {
  /** Undefined until the engine has answered for the first time, and when it could not. */
  overview: Pick<Overview, 'accounts' | 'state' | 'summary' | 'scan'> | undefined;
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
  | { do: 'quit' };

export type TrayItem =
  | { type: 'separator' }
  | { type: 'item'; label: string; action?: TrayAction; enabled: boolean }
  | { type: 'submenu'; label: string; items: TrayItem[] };

const RECENT_ALERTS = 5;
const LONGEST_LABEL = 70;
const APP = 'MXroute Manager';
const SCANNING = { dns: 'Checking DNS health…', usage: 'Checking mailbox usage…' } as const;

const item = (label: string, action?: TrayAction, enabled = action !== undefined): TrayItem => ({
  type: 'item',
  label: literal(shorten(label)),
  action,
  enabled,
});
const separator: TrayItem = { type: 'separator' };

/** Everything that is worth a look: problems and their ends, not what the person did themselves. */
const isAlert = (event: AuditEvent): boolean => event.severity !== 'info';

export const isScanning = (overview: TrayModel['overview']): boolean => overview?.scan?.state === 'running';

/** One sentence about everything: first line of the menu and end of the tooltip. */
export function statusLine({ overview }: Pick<TrayModel, 'overview'>): string {
  if (!overview) return 'Starting…';
  if (overview.accounts.length === 0) return 'No account set up yet';
  return overview.summary;
}

export const trayTooltip = (model: Pick<TrayModel, 'overview'>): string => `${APP}: ${statusLine(model)}`;

export const trayState = ({ overview }: Pick<TrayModel, 'overview'>): AppState =>
  overview && overview.accounts.length > 0 ? overview.state : 'unknown';

export function trayItems(model: TrayModel): TrayItem[] {
  const { overview } = model;
  const scan = isScanning(overview) ? overview?.scan : undefined;
  const canScan = overview !== undefined && overview.accounts.length > 0 && !scan;
  const scanItem = (label: string, kind: ScanKind): TrayItem => item(label, { do: 'scan', kind }, canScan);
  return [
    item(scan ? SCANNING[scan.monitor] : statusLine(model)),
    separator,
    item(`Open ${APP}`, { do: 'open' }),
    {
      type: 'submenu',
      label: 'Scan now',
      items: [
        scanItem('DNS health', 'dns'),
        scanItem('Mailbox usage', 'usage'),
        scanItem('Everything', 'all'),
      ],
    },
    { type: 'submenu', label: 'Recent alerts', items: recentAlerts(model) },
    item('Send Test Notification', { do: 'test' }, overview !== undefined),
    separator,
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

const shorten = (label: string): string =>
  label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL - 1).trimEnd()}…` : label;

/** In a menu a single `&` would underline the next letter instead of showing itself. */
const literal = (label: string): string => label.replaceAll('&', '&&');
