import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheDir, root } from '../lib/paths.js';
import { startPrivateDesktop } from '../lib/private-desktop.js';
import { SetupError } from '../lib/run.js';
import { firstLine, startService } from '../lib/service.js';
import { chromiumArgs } from './environment.js';
import { foreground } from './foreground.js';

const withoutDisplay = () =>
  process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;

/** Kept between starts, so that a server's app finds its secrets again; never the person's own keyring. */
const headlessKeyring = () =>
  join(process.env.XDG_DATA_HOME || join(homedir(), '.local/share'), 'mxroute-manager/headless-keyring');

/** The person's own session where there is one, else a virtual one. */
async function desktopFor({ env, log }) {
  if (!withoutDisplay()) return { env: {}, stop: async () => {} };
  const ownBus = Boolean(process.env.DBUS_SESSION_BUS_ADDRESS);
  const desktop = await startPrivateDesktop({ env, keyringDir: headlessKeyring(), parts: { bus: !ownBus } });
  log.say(`No display here: running under a virtual one (Xvfb, ${desktop.env.DISPLAY}).`);
  log.say('Events and deliveries are printed below as they happen. Ctrl-C ends the app.');
  desktop.env.MXM_HEADLESS = '1';
  return desktop;
}

async function runApp(args, context, extra = {}) {
  const { setUp, env } = context;
  const desktop = await desktopFor(context);
  try {
    // On a machine without a desktop Chromium reports each service that it misses, between the events that the person waits for.
    const quiet = desktop.env.MXM_HEADLESS ? ['--log-level=3'] : [];
    return await foreground(setUp.found.electron.executable, [...chromiumArgs(), ...quiet, root, ...args], {
      env: { ...env, ...desktop.env, ...extra },
    });
  } finally {
    await desktop.stop();
  }
}

/** The app on the person's own account and data. */
export const start = (args, context) => runApp(args, context);

async function startSimulator({ node, env }) {
  const service = startService(node, [join(root, 'test/simulator/main.ts')], {
    env,
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await firstLine(service.child.stdout, service, 'the simulated account');
  try {
    return { ...JSON.parse(line), stop: service.stop };
  } catch {
    await service.stop();
    throw new SetupError(`the simulated account said something unexpected: ${line.slice(0, 200)}`);
  }
}

/** The app on the simulated account, in a data folder of its own: thrown away afterwards unless `--keep` is given. */
export async function demo(args, context) {
  const keep = args.includes('--keep');
  const data = keep ? join(cacheDir(), 'demo') : mkdtempSync(join(tmpdir(), 'mxm-demo-'));
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const simulator = await startSimulator(context);
  context.log.say(
    `Demo: a simulated account at ${simulator.apiUrl}; its data is in ${data}${keep ? '' : ' until you quit'}.`,
  );
  try {
    return await runApp(
      [`--user-data-dir=${join(data, 'chromium')}`, ...args.filter((arg) => arg !== '--keep')],
      context,
      { ...simulator.env, MXM_DATA_DIR: data, MXM_DEMO: '1' },
    );
  } finally {
    await simulator.stop();
    if (!keep) rmSync(data, { recursive: true, force: true });
  }
}
