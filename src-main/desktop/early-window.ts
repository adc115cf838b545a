import { join } from 'node:path';
import { app, ipcMain, nativeTheme, protocol } from 'electron';
import type { Logger } from '../engine/ports.ts';
import { setAppMenu } from './app-menu.ts';
import { type DesktopState, openDesktopState } from './desktop-state.ts';
import { type Answering, registerIpcHost } from './ipc-host.ts';
import { serveApp } from './protocol.ts';
import { explainMissingTray } from './tray-hint.ts';
import { hasTray } from './tray-support.ts';
import { type AppWindow, createAppWindow } from './window.ts';

/** The part of the desktop that needs no engine. */
export interface EarlyWindow {
  window: AppWindow;
  state: DesktopState;
  /** Asks again whether this desktop shows tray icons, and keeps the answer for the next closing of the window. */
  lookForTray(): Promise<boolean>;
  /** The engine is there: the page's calls are answered, and what went wrong so far is told in its log. */
  answer(answering: Answering): void;
}

/**
 * Opens the window where a person waits for it: its page is drawn before the engine is loaded, which takes as long,
 * and waits for its first answers as it does on any other day. Electron must be ready.
 */
export function openEarly(dataDir: string, isAskedFor: boolean): EarlyWindow {
  const state = openDesktopState(dataDir);
  nativeTheme.themeSource = state.read().theme;
  const log = keptLog();
  let begin: (answering: Answering) => void = () => undefined;
  const answering = new Promise<Answering>((resolve) => {
    begin = resolve;
  });
  let isTrayThere = true;
  const window = createAppWindow({
    log,
    state,
    canLiveInTray: () => isTrayThere,
    onKeptInTaskbar: (kept) => void explainMissingTray(kept, state, () => app.quit()),
  });
  setAppMenu(app.isPackaged, (screen) => window.show({ screen }));
  serveApp(protocol, join(app.getAppPath(), 'out/renderer'));
  registerIpcHost(ipcMain, { answering, window: window.current, log });
  if (isAskedFor) {
    window.show();
    // Node loads its `fetch`, which every request for the page needs, with the first look at it: now it is waited anyway.
    setImmediate(() => void globalThis.Response);
  }
  return {
    window,
    state,
    async lookForTray() {
      isTrayThere = await hasTray();
      return isTrayThere;
    },
    answer(by) {
      log.handOver(by.engine.log);
      begin(by);
    },
  };
}

/** Keeps what is logged until there is a log. */
function keptLog(): Logger & { handOver(to: Logger): void } {
  const kept: Parameters<Logger['log']>[] = [];
  let log: Logger | undefined;
  return {
    log: (...line) => void (log ? log.log(...line) : kept.push(line)),
    handOver(to) {
      log = to;
      for (const line of kept.splice(0)) to.log(...line);
    },
  };
}
