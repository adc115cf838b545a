import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { registerAppScheme } from './protocol.ts';
import { secureEverySession, secureEveryWebContents } from './security.ts';

export const APP_NAME = 'MXroute Manager';
/** Windows groups taskbar entries and notifications by it; the installer's shortcut carries the same. */
export const APP_USER_MODEL_ID = 'io.github.mxroute-manager.desktop';

/**
 * What must be said before Electron is ready: names, folders, the scheme's privileges, the rules for every page and for the last window.
 * The browser's own files get a folder below the data folder, so that one data folder means one instance.
 */
export function setUpApp(dataDir: string): void {
  app.setName(APP_NAME);
  app.setAppUserModelId(APP_USER_MODEL_ID);
  if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', ownFolder(dataDir));
  registerAppScheme();
  secureEverySession(app);
  secureEveryWebContents(app);
  // It lives on without a window. Without a listener Electron would quit with the last one.
  app.on('window-all-closed', () => undefined);
}

/** An unwritable data folder is the engine's to report; the browser's defaults do until it has. */
function ownFolder(dataDir: string): string {
  const folder = join(dataDir, 'window');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  } catch {
    return app.getPath('userData');
  }
}

/**
 * Takes the lock of this data folder, first thing. A second start ends here after telling the first, whose
 * `onSecondStart` shows its window.
 */
export function claimInstance(onSecondStart: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', onSecondStart);
  return true;
}
