import { Menu, type MenuItemConstructorOptions, nativeImage, nativeTheme, Tray } from 'electron';
import type { FeedMessage, FeedTopic } from '../../src-shared/ipc/feed.ts';
import type { Clock } from '../engine/ports.ts';
import type { EnginePort } from './engine-port.ts';
import type { Heartbeat } from './heartbeat.ts';
import { throttle } from './throttle.ts';
import { trayIconFile } from './tray-icon.ts';
import {
  type TrayAction,
  type TrayItem,
  type TrayModel,
  trayItems,
  trayState,
  trayTooltip,
} from './tray-menu.ts';

export interface TrayOptions {
  engine: Pick<EnginePort, 'call' | 'subscribe' | 'log'>;
  clock: Clock;
  heartbeat: Pick<Heartbeat, 'onBeat'>;
  assets: string;
  perform: (action: TrayAction) => void;
}

/** An open menu closes when it is set again (Linux): not more often than a person would forgive. */
const REFRESH_MS = 1_500;
/** Enough to find five alerts among what people did themselves. */
const EVENTS_READ = 40;
const TOPICS: readonly FeedTopic[] = [
  'accounts',
  'domains',
  'mailboxes',
  'quotas',
  'events',
  'monitors',
  'network',
  'settings',
];

/** The icon in the panel: follows the feed, and the clock once a minute for "5 min ago". */
export function createTray(options: TrayOptions): Tray {
  const { engine, clock, heartbeat, perform } = options;
  let model: TrayModel = { overview: undefined, events: [], now: clock.now() };
  const tray = new Tray(nativeImage.createFromPath(iconFile(options, model)));
  const shown = { icon: iconFile(options, model), menu: '' };

  const draw = (): void => {
    if (tray.isDestroyed()) return;
    const icon = iconFile(options, model);
    if (icon !== shown.icon) tray.setImage(nativeImage.createFromPath(icon));
    shown.icon = icon;
    const items = trayItems(model);
    const menu = JSON.stringify([items, trayTooltip(model)]);
    if (menu === shown.menu) return;
    shown.menu = menu;
    tray.setToolTip(trayTooltip(model));
    tray.setContextMenu(Menu.buildFromTemplate(items.map((item) => toTemplate(item, perform))));
  };

  const refresh = throttle(clock, REFRESH_MS, async () => {
    try {
      const [overview, events] = await Promise.all([
        engine.call('overview.get', undefined),
        engine.call('events.list', { limit: EVENTS_READ }),
      ]);
      model = {
        overview: overview.ok ? overview.value : undefined,
        events: events.ok ? events.value.events : model.events,
        now: clock.now(),
      };
    } catch (error) {
      engine.log.log('error', 'The tray could not be brought up to date', { error });
    }
    draw();
  });

  draw();
  refresh();
  heartbeat.onBeat(refresh);
  nativeTheme.on('updated', draw);
  engine.subscribe((message) => {
    if (concernsTray(message)) refresh();
  });
  // On macOS a click opens the menu, as it does for every icon there.
  if (process.platform !== 'darwin') tray.on('click', () => perform({ do: 'open' }));
  return tray;
}

/** Progress of a scan changes nothing here but its beginning and its end. */
function concernsTray(message: FeedMessage): boolean {
  if (message.topic !== 'scan') return TOPICS.includes(message.topic);
  return message.progress.done === 0 || message.progress.state !== 'running';
}

const iconFile = ({ assets }: TrayOptions, model: TrayModel): string =>
  trayIconFile(assets, trayState(model), {
    platform: process.platform,
    // What the panel follows; older Electron knows only the app's own theme.
    dark: nativeTheme.shouldUseDarkColorsForSystemIntegratedUI ?? nativeTheme.shouldUseDarkColors,
    desktop: process.env.XDG_CURRENT_DESKTOP,
  });

function toTemplate(item: TrayItem, perform: (action: TrayAction) => void): MenuItemConstructorOptions {
  switch (item.type) {
    case 'separator':
      return { type: 'separator' };
    case 'submenu':
      return { label: item.label, submenu: item.items.map((child) => toTemplate(child, perform)) };
    case 'item': {
      const { action } = item;
      return { label: item.label, enabled: item.enabled, ...(action && { click: () => perform(action) }) };
    }
  }
}
