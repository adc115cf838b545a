import { type BrowserWindow, dialog } from 'electron';
import type { DesktopState } from './desktop-state.ts';

/** Said once, when closing the window would have left no way back to it. */
export async function explainMissingTray(
  window: BrowserWindow,
  state: DesktopState,
  quit: () => void,
): Promise<void> {
  if (state.read().trayHintShown) return;
  state.update({ trayHintShown: true });
  const { response } = await dialog.showMessageBox(window, {
    type: 'info',
    message: 'MXroute Manager keeps watching',
    detail:
      'This desktop shows no tray icons, so the window stays in the taskbar instead of closing. ' +
      'Starting MXroute Manager again also brings it back; Ctrl+Q quits.\n\n' +
      'To get a tray icon on GNOME, install the extension “AppIndicator and KStatusNotifierItem Support”.',
    buttons: ['Keep watching', 'Quit'],
    defaultId: 0,
    cancelId: 0,
  });
  if (response === 1) quit();
}
