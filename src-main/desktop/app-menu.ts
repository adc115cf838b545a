import { Menu, type MenuItemConstructorOptions } from 'electron';
import { SCREEN_LABELS, SCREENS, type Screen } from '../../src-shared/screens.ts';

/**
 * Carries the shortcuts for quitting, editing and zooming; out of sight except on macOS and with Alt.
 * @param go leads the window there, opening it where there is none.
 */
export function setAppMenu(packaged: boolean, go: (screen: Screen) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, packaged, go)));
}

export function menuTemplate(
  platform: NodeJS.Platform,
  packaged: boolean,
  go: (screen: Screen) => void,
): MenuItemConstructorOptions[] {
  return [
    platform === 'darwin'
      ? { role: 'appMenu' }
      : {
          label: 'File',
          submenu: [{ role: 'close' }, { type: 'separator' }, { role: 'quit', accelerator: 'Ctrl+Q' }],
        },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        // Ctrl+= is what a keyboard without a numeric pad sends for Ctrl and plus.
        { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(packaged ? [] : ([{ role: 'toggleDevTools' }] as const)),
      ],
    },
    {
      label: 'Go',
      submenu: SCREENS.map((screen, index) => ({
        label: SCREEN_LABELS[screen],
        accelerator: `CommandOrControl+${index + 1}`,
        // The page has these keys itself, and not while a dialog waits for an answer: here they are only shown.
        registerAccelerator: false,
        click: () => go(screen),
      })),
    },
    { role: 'windowMenu' },
  ];
}
