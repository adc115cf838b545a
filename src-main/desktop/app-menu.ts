import { Menu, type MenuItemConstructorOptions } from 'electron';

/** Carries the shortcuts for quitting, editing and zooming; out of sight except on macOS and with Alt. */
export function setAppMenu(packaged: boolean): void {
  const template: MenuItemConstructorOptions[] = [
    process.platform === 'darwin'
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
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
