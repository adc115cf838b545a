import { join } from 'node:path';
import { app, clipboard, ipcMain, protocol } from 'electron';
import { systemClock } from '../engine/platform/clock.ts';
import { createActions } from './actions.ts';
import { setAppMenu } from './app-menu.ts';
import { catchTheUncaught } from './crash.ts';
import { createDesktopHandlers } from './desktop-handlers.ts';
import { openDesktopState } from './desktop-state.ts';
import { areNotificationsSupported, createNotification } from './electron-notifications.ts';
import type { EnginePort } from './engine-port.ts';
import { printActivity } from './headless.ts';
import { startHeartbeat } from './heartbeat.ts';
import { registerIpcHost } from './ipc-host.ts';
import { ruleLifecycle } from './lifecycle.ts';
import { isLocalApi } from './local-api.ts';
import { createLogExport } from './log-export.ts';
import { createOsNotifications } from './os-notifications.ts';
import { watchPowerAndNetwork } from './power.ts';
import { serveApp } from './protocol.ts';
import { electronFiles } from './save-dialog.ts';
import { createSecretClipboard } from './secret-clipboard.ts';
import { followTheme } from './theme.ts';
import { createTray } from './tray.ts';
import { explainMissingTray } from './tray-hint.ts';
import { hasTray } from './tray-support.ts';
import { type AppWindow, createAppWindow, type Destination } from './window.ts';

export interface DesktopOptions {
  /** Started with the computer: tray only. */
  hidden: boolean;
  /** No display to look at: activity is printed. */
  headless: boolean;
  /** On the built-in simulated account, which lives on this computer. */
  demo: boolean;
}

/** Monitoring begins once the window can be seen, or after this, whatever keeps it. */
const PATIENCE_MS = 3_000;

/** Puts the shell around the engine. Electron must be ready. */
export async function startDesktop(engine: EnginePort, options: DesktopOptions): Promise<AppWindow> {
  const root = app.getAppPath();
  const assets = join(root, 'assets');
  catchTheUncaught(engine.log);
  serveApp(protocol, join(root, 'out/renderer'));

  const heartbeat = startHeartbeat(systemClock);
  const state = openDesktopState(engine.dataDir);
  let isTrayThere = true;
  const lookForTray = async (): Promise<void> => {
    isTrayThere = await hasTray();
  };
  const window = createAppWindow({
    log: engine.log,
    state,
    canLiveInTray: () => isTrayThere,
    onKeptInTaskbar: (kept) => void explainMissingTray(kept, state, () => app.quit()),
  });
  setAppMenu(app.isPackaged, (screen) => window.show({ screen }));
  const notifications = createOsNotifications({
    isSupported: areNotificationsSupported,
    create: (wording) => createNotification(assets, wording),
    open: (to: Destination) => window.show(to),
    clock: systemClock,
    log: engine.log,
  });
  // Unregistered, nothing is queued for this computer, and the window says that it has no notification service.
  if (!options.headless && areNotificationsSupported()) engine.registerOsChannel(notifications);
  const secretClipboard = createSecretClipboard(clipboard, systemClock);
  const logExport = createLogExport({ engine, clock: systemClock, ...electronFiles(window.current) });
  registerIpcHost(ipcMain, {
    engine,
    desktop: createDesktopHandlers(engine, secretClipboard, logExport, options.demo),
    window: window.current,
  });
  engine.subscribe(window.send);
  await followTheme(engine);
  // The page's process starts while the rest is put together here: a quarter of the time until something is seen.
  if (!options.hidden) window.show();
  const perform = createActions({ engine, window, notifications });
  const tray = createTray({ engine, clock: systemClock, heartbeat, assets, perform });
  ruleLifecycle(engine, () => {
    heartbeat.stop();
    void secretClipboard.clear().catch(() => undefined);
    window.release();
    tray.destroy();
  });
  watchPowerAndNetwork(engine, heartbeat, options.demo || isLocalApi(process.env.MXROUTE_API_URL));
  if (options.headless) await printActivity(engine, (line) => process.stdout.write(`${line}\n`));
  app.on('activate', () => window.show());

  await lookForTray();
  // A panel may come or go while the app runs: looked at again whenever it will matter.
  app.on('browser-window-created', () => void lookForTray());
  // What the engine starts (Apprise, due scans) would compete with the page for the processor.
  if (!options.hidden) await window.drawn(PATIENCE_MS);
  else if (!isTrayThere) window.showMinimized();
  return window;
}
