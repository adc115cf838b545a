import { describe, expect, it } from 'vitest';
import {
  type TrayItem,
  type TrayModel,
  trayItems,
  trayState,
  trayTooltip,
} from '../../../src-main/desktop/tray-menu.ts';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { AccountView } from '../../../src-shared/views/accounts.ts';
import type { MonitorView, ScanProgress } from '../../../src-shared/views/scans.ts';

const NOW = Date.UTC(2026, 0, 5, 14, 30);
const account = { id: 'default' } as AccountView;

const event = (id: number, change: Partial<AuditEvent> = {}): AuditEvent => ({
  id,
  at: new Date(NOW - id * 60_000).toISOString(),
  action: 'dns.health_alert',
  label: 'DNS problem',
  severity: 'failure',
  actor: 'monitor',
  target: `d${id}.example`,
  account: 'default',
  details: {},
  ...change,
});

const model = (change: Partial<TrayModel> = {}): TrayModel => ({
  overview: {
    accounts: [account],
    state: 'unhealthy',
    summary: '2 unhealthy, 1 degraded, checked 5 min ago',
    scans: [],
    online: true,
    monitors: [],
  },
  events: [],
  now: NOW,
  locale: 'en-GB',
  timeZone: 'UTC',
  ...change,
});

const running = { state: 'running', monitor: 'dns', kind: 'dns' } as ScanProgress;

const labels = (items: TrayItem[]): string[] =>
  items.flatMap((item) => (item.type === 'separator' ? [] : [item.label]));
const entry = (items: TrayItem[], label: string) =>
  items.find(
    (item): item is Extract<TrayItem, { type: 'item' }> => item.type === 'item' && item.label === label,
  );
const submenu = (items: TrayItem[], label: string): TrayItem[] =>
  items.flatMap((item) => (item.type === 'submenu' && item.label === label ? item.items : []));

const whileScanning = (...scans: ScanProgress[]): TrayItem[] => {
  const base = model();
  return trayItems({ ...base, overview: { ...base.overview!, scans } });
};
const disabled = (items: TrayItem[]): string[] =>
  submenu(items, 'Scan now').flatMap((item) => (item.type === 'item' && !item.enabled ? [item.label] : []));

describe('tray menu', () => {
  it('has these entries in this order, and none that does nothing yet', () => {
    expect(labels(trayItems(model()))).toEqual([
      '2 unhealthy, 1 degraded, checked 5 min ago',
      'Open MXroute Manager',
      'Scan now',
      'Recent alerts',
      'Send Test Notification',
      'Settings…',
      'Quit',
    ]);
  });

  it('leads to the settings, also before there is an account or an answer', () => {
    const settings = { type: 'item', label: 'Settings…', enabled: true, action: { do: 'settings' } };
    expect(entry(trayItems(model()), 'Settings…')).toEqual(settings);
    expect(entry(trayItems(model({ overview: undefined })), 'Settings…')).toEqual(settings);
  });

  it('says the state first, as text and not as a button', () => {
    expect(entry(trayItems(model()), '2 unhealthy, 1 degraded, checked 5 min ago')).toMatchObject({
      enabled: false,
    });
    expect(trayTooltip(model())).toBe('MXroute Manager: 2 unhealthy, 1 degraded, checked 5 min ago');
  });

  it('offers the scans', () => {
    expect(submenu(trayItems(model()), 'Scan now')).toEqual([
      { type: 'item', label: 'DNS health', enabled: true, action: { do: 'scan', kind: 'dns' } },
      { type: 'item', label: 'Mailbox usage', enabled: true, action: { do: 'scan', kind: 'usage' } },
      { type: 'item', label: 'Account watch', enabled: true, action: { do: 'scan', kind: 'watch' } },
      { type: 'item', label: 'Everything', enabled: true, action: { do: 'scan', kind: 'all' } },
    ]);
  });

  it.each([
    ['dns', 'Checking DNS health…', 'DNS health'],
    ['usage', 'Checking mailbox usage…', 'Mailbox usage'],
    ['quota', 'Checking account storage…', 'Mailbox usage'],
    ['watch', 'Looking for changes in the account…', 'Account watch'],
  ] as const)('says that a %s scan runs and offers no second one, but the others', (monitor, text, label) => {
    const items = whileScanning({ ...running, monitor });
    expect(labels(items)[0]).toBe(text);
    expect(disabled(items)).toEqual([label]);
  });

  it('offers nothing twice while everything is scanned', () => {
    expect(disabled(whileScanning({ ...running, kind: 'all' }))).toEqual(['DNS health', 'Everything']);
  });

  it('names the scan that began last', () => {
    const items = whileScanning(running, { ...running, monitor: 'watch', kind: 'watch' });
    expect(labels(items)[0]).toBe('Looking for changes in the account…');
    expect(disabled(items)).toEqual(['DNS health', 'Account watch']);
  });

  it('lists the last five alerts, newest first, each opening its event', () => {
    const events = [1, 2, 3, 4, 5, 6, 7].map((id) => event(id));
    const alerts = submenu(trayItems(model({ events })), 'Recent alerts');
    expect(alerts).toHaveLength(5);
    expect(alerts[0]).toEqual({
      type: 'item',
      label: '14:29  DNS problem: d1.example',
      enabled: true,
      action: { do: 'event', eventId: 1 },
    });
  });

  it('tells the day of older alerts', () => {
    const events = [event(1, { at: '2026-01-03T09:00:00Z' })];
    expect(labels(submenu(trayItems(model({ events })), 'Recent alerts'))).toEqual([
      '3 Jan  DNS problem: d1.example',
    ]);
  });

  it('leaves out what the person did and keeps recoveries', () => {
    const events = [
      event(1, { severity: 'info', label: 'Settings changed' }),
      event(2, { severity: 'success', label: 'DNS recovered' }),
    ];
    expect(labels(submenu(trayItems(model({ events })), 'Recent alerts'))).toEqual([
      '14:28  DNS recovered: d2.example',
    ]);
  });

  it('says so when there was no alert', () => {
    expect(submenu(trayItems(model()), 'Recent alerts')).toEqual([
      { type: 'item', label: 'No alerts yet', enabled: false, action: undefined },
    ]);
  });

  it('shows ampersands and cuts what no menu has room for', () => {
    const events = [event(1, { target: `a&b.${'x'.repeat(200)}.example` })];
    const [label] = labels(submenu(trayItems(model({ events })), 'Recent alerts'));
    expect(label).toContain('a&&b.');
    expect(label?.length).toBeLessThan(80);
    expect(label?.endsWith('…')).toBe(true);
  });

  it('starts without an answer from the engine', () => {
    const items = trayItems(model({ overview: undefined }));
    expect(labels(items)[0]).toBe('Starting…');
    expect(entry(items, 'Send Test Notification')?.enabled).toBe(false);
    expect(entry(items, 'Quit')?.enabled).toBe(true);
    expect(trayState({ overview: undefined })).toBe('unknown');
  });

  it('cannot check anything without an account', () => {
    const overview = {
      accounts: [],
      state: 'healthy' as const,
      summary: '',
      scans: [],
      online: true,
      monitors: [],
    };
    const items = trayItems(model({ overview }));
    expect(labels(items)[0]).toBe('No account set up yet');
    expect(submenu(items, 'Scan now').every((item) => item.type === 'item' && !item.enabled)).toBe(true);
    expect(trayState({ overview })).toBe('unknown');
  });
});

describe('the tray while nothing can be checked', () => {
  const failed = (change: Partial<MonitorView> = {}): MonitorView => ({
    monitor: 'dns',
    enabled: true,
    intervalHours: 24,
    running: false,
    lastStartedAt: null,
    lastFinishedAt: null,
    lastOk: false,
    lastMessage: 'MXroute did not accept the credentials (401). Check server, user and API key.',
    nextRunAt: null,
    ...change,
  });
  const blind = (change: Partial<NonNullable<TrayModel['overview']>>): TrayModel => {
    const base = model();
    const overview = { ...base.overview!, state: 'unknown' as const, summary: '1 degraded, checked 2 h ago' };
    return { ...base, overview: { ...overview, ...change } };
  };

  it('has a shape of its own for it', () => {
    expect(trayState(blind({ online: false }))).toBe('unknown');
  });

  it.each<[string, Partial<NonNullable<TrayModel['overview']>>, string, string]>([
    [
      'offline',
      { online: false },
      'Cannot check: this computer is offline',
      'Cannot check: this computer is offline',
    ],
    [
      'refused credentials',
      { monitors: [failed({ monitor: 'watch', lastOk: true }), failed()] },
      'Cannot check DNS health: MXroute did not accept the credentials (401)…',
      'Cannot check DNS health: MXroute did not accept the credentials (401). Check server, user and API key.',
    ],
    [
      'a server that does not answer',
      { monitors: [failed({ monitor: 'usage', lastMessage: 'MXroute did not answer within 15 s.' })] },
      'Cannot check mailbox usage: MXroute did not answer within 15 s.',
      'Cannot check mailbox usage: MXroute did not answer within 15 s.',
    ],
  ])('%s: says why, in the menu and in the tooltip, before what is known', (_name, change, line, tip) => {
    const items = trayItems(blind(change));
    expect(labels(items).slice(0, 2)).toEqual([line, '1 degraded, checked 2 h ago']);
    expect(items.slice(0, 2)).toMatchObject([{ enabled: false }, { enabled: false }]);
    expect(trayTooltip(blind(change))).toBe(`MXroute Manager: ${tip}`);
  });

  it('puts known trouble first: the icon shows that', () => {
    const items = trayItems(blind({ state: 'unhealthy', summary: '2 unhealthy', online: false }));
    expect(labels(items).slice(0, 2)).toEqual(['2 unhealthy', 'Cannot check: this computer is offline']);
  });

  it.each([
    ['a monitor that is switched off', { enabled: false }],
    ['one that has not run yet', { lastOk: null }],
  ])('does not take %s for one that cannot', (_name, change) => {
    expect(labels(trayItems(blind({ monitors: [failed(change)] })))[0]).toBe('1 degraded, checked 2 h ago');
  });
});
