import { join } from 'node:path';
import { app, clipboard } from 'electron';
import { systemClock } from '../engine/platform/clock.ts';
import { createActions } from './actions.ts';
import { catchTheUncaught } from './crash.ts';
import { createDesktopHandlers } from './desktop-handlers.ts';
import type { EarlyWindow } from './early-window.ts';
import { areNotificationsSupported, createNotification } from './electron-notifications.ts';
import type { EnginePort } from './engine-port.ts';
import { printActivity } from './headless.ts';
import { startHeartbeat } from './heartbeat.ts';
import { ruleLifecycle } from './lifecycle.ts';
import { isLocalApi } from './local-api.ts';
import { createLogExport } from './log-export.ts';
import { createOsNotifications } from './os-notifications.ts';
import { watchPowerAndNetwork } from './power.ts';
import { electronFiles } from './save-dialog.ts';
import { createSecretClipboard } from './secret-clipboard.ts';
import { followTheme } from './theme.ts';
import { createTray } from './tray.ts';
import type { Destination } from './window.ts';

export interface DesktopOptions {
  /** Started with the computer: tray only. */
  hidden: boolean;
  /** No display to look at: activity is printed. */
  headless: boolean;
  /** On the built-in simulated account, which lives on this computer. */
  demo: boolean;
}

/** Puts the shell around the engine. */
export async function startDesktop(
  engine: EnginePort,
  { window, state, lookForTray, answer }: EarlyWindow,
  options: DesktopOptions,
): Promise<void> {
  const assets = join(app.getAppPath(), 'assets');
  catchTheUncaught(engine.log);
  const heartbeat = startHeartbeat(systemClock);
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
  engine.subscribe(window.send);
  await followTheme(engine, state);
  answer({ engine, desktop: createDesktopHandlers(engine, secretClipboard, logExport, options.demo) });
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

  const isTrayThere = await lookForTray();
  // A panel may come or go while the app runs: looked at again whenever it will matter.
  app.on('browser-window-created', () => void lookForTray());
  if (options.hidden && !isTrayThere) window.showMinimized();
}
