// The least that an Electron app can be: a tray icon with a menu, or one window with a line of text. What ours is compared with.
const { join } = require('node:path');
const { app, BrowserWindow, Menu, Tray } = require('electron');

let tray;

function showTray() {
  tray = new Tray(join(__dirname, '../../../../assets/tray/linux/unknown-light.png'));
  tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Quit', click: () => app.quit() }]));
}

function showWindow() {
  const window = new BrowserWindow({ width: 1200, height: 800, show: false });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(join(__dirname, 'index.html'));
}

app.on('window-all-closed', () => undefined);
app.whenReady().then(process.argv.includes('--hidden') ? showTray : showWindow);
