/**
 * What each way of running needs. `packages` are groups of system-packages.js; a display of one's own makes `headless` unnecessary.
 * The command line needs neither Electron nor system packages: it must also run where nothing may be installed.
 */
export const profiles = {
  cli: { electron: false, packages: [] },
  run: { electron: true, packages: ['app', 'headless'] },
  test: { electron: true, packages: ['app', 'headless', 'desktop-helper'], apprise: 'required' },
};
