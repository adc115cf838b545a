import { join } from 'node:path';
import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import type { FeedMessage } from '../../src-shared/ipc/feed.ts';
import type { Logger } from '../engine/ports.ts';
import { START_URL } from './app-url.ts';
import { FEED_CHANNEL } from './bridge-channels.ts';
import { attachContextMenu } from './context-menu.ts';
import { type DesktopState, usableBounds } from './desktop-state.ts';
import { IPC_CHANNELS } from './ipc-host.ts';
import { securePreferences } from './security.ts';

/** Where a click outside the window leads. */
export type Destination = Extract<FeedMessage, { topic: 'navigate' }>['to'];

export interface AppWindow {
  /** Creates the window where there is none, brings it to the front, and leads to `to`. */
  show(to?: Destination): void;
  /** Where nothing else would lead to it: in the taskbar, without taking the focus. */
  showMinimized(): void;
  current(): BrowserWindow | null;
  /** When the window that is being opened can be seen; at once where there is none, and after `ms` at most. */
  drawn(ms: number): Promise<void>;
  /** Tells the page; nobody is told while there is none. */
  send(message: FeedMessage): void;
  /** From now on closing closes: the app is about to end. */
  release(): void;
}

export interface WindowOptions {
  log: Logger;
  state: DesktopState;
  /** False where closing would leave no way back: the window then stays in the taskbar. */
  canLiveInTray: () => boolean;
  /** Called when it stayed there. */
  onKeptInTaskbar: (window: BrowserWindow) => void;
}

const SIZE = { width: 1200, height: 800, minWidth: 900, minHeight: 600 };
/** The frame before the first paint has the theme's ground: no flash. */
const GROUND = { light: '#ffffff', dark: '#15181d' };

/** The one window. It is created on demand and destroyed on close, so that no renderer stays in memory. */
export function createAppWindow(options: WindowOptions): AppWindow {
  let window: BrowserWindow | null = null;
  let isReleased = false;
  let pending: Destination | undefined;
  // macOS: in the dock only while there is a window.
  app.dock?.hide();

  const send = (message: FeedMessage): void => {
    if (window && !window.isDestroyed() && !window.webContents.isDestroyed())
      window.webContents.send(FEED_CHANNEL, message);
  };

  const leadTo = (to: Destination): void => {
    pending = to;
    if (window && !window.webContents.isLoading()) sendPending();
  };
  const sendPending = (): void => {
    if (pending) send({ topic: 'navigate', to: pending });
    pending = undefined;
  };

  const open = (): BrowserWindow => {
    const created = new BrowserWindow(windowSettings(options.state));
    window = created;
    void app.dock?.show();
    if (options.state.read().maximized) created.maximize();
    attachContextMenu(created);
    created.on('close', (event) => {
      remember(created, options.state);
      if (isReleased || options.canLiveInTray()) return;
      event.preventDefault();
      created.minimize();
      options.onKeptInTaskbar(created);
    });
    created.on('closed', () => {
      window = null;
      app.dock?.hide();
    });
    watchPage(created, options.log);
    created.webContents.on('did-finish-load', sendPending);
    created.loadURL(START_URL).catch((error: unknown) => {
      // Closed before it had loaded: no fault.
      if (!created.isDestroyed()) options.log.log('error', 'The window could not be loaded', { error });
    });
    return created;
  };

  return {
    show(to) {
      const shown = window ?? open();
      if (to) leadTo(to);
      if (shown.isMinimized()) shown.restore();
      if (shown.isVisible()) shown.focus();
      else shown.once('ready-to-show', () => shown.show());
    },
    showMinimized() {
      if (!window) open().minimize();
    },
    current: () => (window?.isDestroyed() ? null : window),
    drawn: (ms) =>
      new Promise((resolve) => {
        if (!window || window.isVisible()) return resolve();
        setTimeout(resolve, ms).unref();
        window.once('show', () => resolve()).once('closed', () => resolve());
      }),
    send,
    release() {
      isReleased = true;
    },
  };
}

function windowSettings(state: DesktopState): Electron.BrowserWindowConstructorOptions {
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  return {
    ...SIZE,
    ...usableBounds(state.read().bounds, screens),
    show: false,
    title: app.name,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
    ...(process.platform === 'linux' && { icon: join(app.getAppPath(), 'assets/icons/256.png') }),
    webPreferences: securePreferences(
      join(app.getAppPath(), 'out/preload/preload.cjs'),
      IPC_CHANNELS,
      app.isPackaged,
    ),
  };
}

function remember(window: BrowserWindow, state: DesktopState): void {
  state.update({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
}

/** A page that died is removed: the next opening makes a fresh one, monitoring was never in it. */
function watchPage(window: BrowserWindow, log: Logger): void {
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.log('error', 'The window ended unexpectedly', { reason, exitCode });
    window.destroy();
  });
  // A page with unsaved changes asks here: Electron would otherwise just not close, without a word.
  window.webContents.on('will-prevent-unload', (event) => {
    const answer = dialog.showMessageBoxSync(window, {
      type: 'question',
      message: 'Close without saving?',
      detail: 'The changes on this page have not been saved yet.',
      buttons: ['Keep editing', 'Discard changes'],
      defaultId: 0,
      cancelId: 0,
    });
    if (answer === 1) event.preventDefault();
  });
}
