/**
 * What each way of running needs. `packages` are groups of system-packages.js; a display of one's own makes `headless` unnecessary.
 * The command line needs neither Electron nor system packages: it must also run where nothing may be installed.
 */
export const profiles = {
  cli: { electron: false, packages: [] },
  run: { electron: true, packages: ['app', 'headless'] },
  // The tests of the app's own installer make real virtual environments, which Debian packs apart from Python.
  test: {
    electron: true,
    packages: ['app', 'headless', 'desktop-helper', 'python-environments'],
    apprise: 'required',
  },
};
