// The only code in resources/app of the stand-in Electron: fills in what current libraries expect of a newer Node, then runs the app
// that the command line names, as Electron's own default app would.
const { existsSync, readFileSync, statSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join, resolve } = require('node:path');
const { app } = require('electron');

const isApp = (argument) => {
  if (argument.startsWith('-')) return false;
  const dir = resolve(argument);
  return existsSync(join(dir, 'package.json')) && statSync(dir).isDirectory();
};

function fillIn(requireFromApp) {
  const events = require('node:events');
  const stream = require('node:stream');
  events.addAbortListener ??= (signal, listener) => {
    const remove = () => signal.removeEventListener('abort', listener);
    if (signal.aborted) queueMicrotask(listener);
    else signal.addEventListener('abort', listener, { once: true });
    return { [Symbol.dispose ?? Symbol.for('Symbol.dispose')]: remove };
  };
  stream.getDefaultHighWaterMark ??= (objectMode) => (objectMode ? 16 : 16 * 1024);
  globalThis.CustomEvent ??= class CustomEvent extends Event {
    #detail;
    constructor(type, options = {}) {
      super(type, options);
      this.#detail = options.detail ?? null;
    }
    get detail() {
      return this.#detail;
    }
  };
  requireFromApp('core-js/actual');
}

// As Electron's default app does: Playwright loads its helper this way, which holds the app back until it is connected.
const required = process.argv.indexOf('-r');
if (required > 0) require(resolve(process.argv[required + 1]));

const named = process.argv.slice(1).find(isApp);
if (!named) {
  console.error(
    'This Electron is a stand-in for development: name the folder of an app with a package.json.',
  );
  app.exit(2);
} else {
  const dir = resolve(named);
  const manifest = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));
  // Seen from a probe app elsewhere, core-js is the checkout's: the launcher names it.
  const home = existsSync(join(dir, 'node_modules/core-js')) ? dir : (process.env.MXM_PROJECT_ROOT ?? dir);
  fillIn(createRequire(join(home, 'package.json')));

  app.setName(manifest.productName ?? manifest.name);
  app.setVersion(manifest.version ?? '0.0.0');
  app.setDesktopName(manifest.desktopName ?? `${app.name}.desktop`);
  app.setAppPath(dir);
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  const main = resolve(dir, manifest.main ?? 'index.js');
  // `require.main === module` holds for the app, as under the official Electron.
  require('node:module')._load(main, null, true);
}
