import { execFile } from 'node:child_process';

/** Who shows tray icons on Linux owns this name on the session bus. */
const WATCHER = 'org.kde.StatusNotifierWatcher';
const TIMEOUT_MS = 2_000;

/** Ways to ask the bus without a library; the first that is installed answers. */
const QUESTIONS: readonly (readonly [string, ...string[]])[] = [
  [
    'dbus-send',
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.NameHasOwner',
    `string:${WATCHER}`,
  ],
  [
    'gdbus',
    'call',
    '--session',
    '--dest=org.freedesktop.DBus',
    '--object-path=/org/freedesktop/DBus',
    '--method=org.freedesktop.DBus.NameHasOwner',
    WATCHER,
  ],
  [
    'busctl',
    '--user',
    'call',
    'org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus',
    'NameHasOwner',
    's',
    WATCHER,
  ],
];

/** Resolves to what a command printed, or undefined where it is missing or failed. */
export type Ask = (command: string, args: readonly string[]) => Promise<string | undefined>;

const run: Ask = (command, args) =>
  new Promise((resolve) => {
    execFile(command, [...args], { timeout: TIMEOUT_MS, windowsHide: true }, (error, stdout) =>
      resolve(error ? undefined : stdout),
    );
  });

/** Whether this desktop shows tray icons. Where nobody can tell, the window had better stay reachable: false. */
export async function hasTray(
  platform: NodeJS.Platform = process.platform,
  ask: Ask = run,
): Promise<boolean> {
  if (platform !== 'linux') return true;
  for (const [command, ...args] of QUESTIONS) {
    const answer = await ask(command, args);
    if (answer !== undefined) return /\btrue\b/.test(answer);
  }
  return false;
}
