import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { capture, SetupError } from './run.js';
import { firstLine, startService } from './service.js';

/** An X server without a screen. Only holders of its cookie may connect. */
async function startDisplay(dir, env) {
  const authority = join(dir, 'xauthority');
  const cookie = randomBytes(16).toString('hex');
  const allow = (display) => capture('xauth', ['-f', authority, 'add', display, '.', cookie], { env });
  // The server takes any cookie of the file it starts with; clients look theirs up by the number, known only afterwards.
  if (allow(':0').status !== 0) throw new SetupError('xauth failed: is the package xauth installed?');
  const args = [
    '-displayfd',
    '3',
    '-screen',
    '0',
    '1600x1000x24',
    '-nolisten',
    'tcp',
    '-noreset',
    '-auth',
    authority,
  ];
  const server = startService('Xvfb', args, { env, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await firstLine(server.child.stdio[3], server, 'the virtual display (Xvfb)');
  allow(`:${number.trim()}`);
  return { env: { DISPLAY: `:${number.trim()}`, XAUTHORITY: authority }, stop: server.stop };
}

/** A session bus of our own, as dbus-run-session makes one. */
async function startBus(dir, env) {
  const args = ['--session', '--nofork', '--print-address=1', `--address=unix:dir=${dir}`];
  const bus = startService('dbus-daemon', args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const address = await firstLine(bus.child.stdout, bus, 'the session bus (dbus-daemon)');
  return { env: { DBUS_SESSION_BUS_ADDRESS: address.trim() }, stop: bus.stop };
}

const hasOwner = (name, env) =>
  /boolean true/.test(
    capture(
      'dbus-send',
      [
        '--session',
        '--print-reply',
        '--dest=org.freedesktop.DBus',
        '/org/freedesktop/DBus',
        'org.freedesktop.DBus.NameHasOwner',
        `string:${name}`,
      ],
      { env },
    ).stdout,
  );

/** The keyring's password lies beside it: it protects no more than the folder's own permissions do, and nobody is there to type one. */
function keyringPassword(dir) {
  const file = join(dir, 'password');
  if (!existsSync(file))
    writeFileSync(file, randomBytes(18).toString('base64url'), { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8');
}

/** A keyring daemon that keeps its files in a folder of ours (`env` says which) and is unlocked. */
async function startKeyring(dir, env) {
  const daemon = startService('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  daemon.child.stdin.end(keyringPassword(dir));
  for (let tries = 0; !hasOwner('org.freedesktop.secrets', env); tries += 1) {
    if (tries > 100) throw new SetupError('the private keyring did not get ready');
    await sleep(50);
  }
  return { env: {}, stop: daemon.stop };
}

/**
 * A desktop session that nobody sits at: display, session bus and an unlocked keyring, none of them the person's own.
 * @param {{env: NodeJS.ProcessEnv, keyringDir?: string, parts?: {bus?: boolean}}} options without `keyringDir` the keyring is
 *   forgotten with the session; without `parts.bus` the person's own bus, and so keyring, stays in use
 * @returns {Promise<{env: Record<string, string>, dir: string, stop(): Promise<void>}>}
 */
export async function startPrivateDesktop({ env, keyringDir, parts = { bus: true } }) {
  const dir = mkdtempSync(join(tmpdir(), 'mxm-desktop-'));
  const started = [];
  const result = { dir, env: {}, stop };
  async function stop() {
    for (const service of started.reverse()) await service.stop();
    rmSync(dir, { recursive: true, force: true });
  }
  const add = async (starting) => {
    const service = await starting;
    started.push(service);
    Object.assign(result.env, service.env);
  };
  try {
    await add(startDisplay(dir, env));
    if (!parts.bus) return result;
    const home = keyringDir ?? join(dir, 'keyring');
    mkdirSync(home, { recursive: true, mode: 0o700 });
    const runtime = join(dir, 'run');
    mkdirSync(runtime, { mode: 0o700 });
    // Whatever the bus starts on demand shares these, so nothing in this session can find the person's own keyring.
    const services = { ...env, ...result.env, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: runtime };
    delete services.GNOME_KEYRING_CONTROL;
    await add(startBus(dir, services));
    await add(startKeyring(home, { ...services, ...result.env }));
    result.env.XDG_RUNTIME_DIR = runtime;
    return result;
  } catch (error) {
    await stop();
    throw error;
  }
}
