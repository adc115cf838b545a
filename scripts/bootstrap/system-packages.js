import { platform as os } from 'node:process';
import { which } from '../lib/paths.js';
import { capture, run, SetupError } from '../lib/run.js';

/**
 * Debian's and Ubuntu's names, by what they are for; where two are listed, the first is the newer release's name. `command` is how
 * other systems are looked at, `elsewhere` what they call it (Fedora, Arch, openSUSE agree often enough for a hint).
 */
const groups = {
  app: {
    packages: [
      ['libgtk-3-0t64', 'libgtk-3-0'],
      'libnss3',
      ['libasound2t64', 'libasound2'],
      'libgbm1',
      'libsecret-1-0',
      'libnotify4', // loaded at run time: without it Electron shows no notification
    ],
    commands: [],
    elsewhere: ['gtk3', 'nss', 'alsa-lib', 'libsecret', 'libnotify'],
  },
  headless: {
    packages: ['xvfb', 'xauth', 'dbus', 'dbus-x11', 'gnome-keyring'],
    commands: ['Xvfb', 'dbus-daemon', 'gnome-keyring-daemon'],
    elsewhere: ['xorg-x11-server-Xvfb (xorg-server-xvfb)', 'dbus', 'gnome-keyring'],
  },
  'desktop-helper': {
    packages: ['python3', 'python3-dbus', 'python3-gi'],
    commands: ['python3'],
    elsewhere: ['python3-dbus (python-dbus)', 'python3-gobject (python-gobject)'],
  },
  compiler: {
    packages: ['python3', 'make', 'g++'],
    commands: ['python3', 'make', 'g++'],
    elsewhere: ['python3', 'make', 'gcc-c++ (gcc)'],
  },
  'python-environments': { packages: ['python3-venv'], commands: [], elsewhere: [] },
  apprise: { packages: ['apprise'], commands: ['apprise'], elsewhere: ['apprise'] },
};

const collect = (names, field) => [...new Set(names.flatMap((name) => groups[name][field]))];
const hasApt = () => which('apt-get') !== null && which('dpkg-query') !== null;

/** The entries of which no name is installed. */
function missingPackages(names) {
  const wanted = collect(names, 'packages').map((entry) => [entry].flat());
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query’s own placeholders
  const format = '-f=${db:Status-Status} ${Package}\\n';
  const answer = capture('dpkg-query', ['-W', format, ...wanted.flat()]);
  const installed = new Set(
    answer.stdout.split('\n').flatMap((line) => (line.startsWith('installed ') ? [line.slice(10)] : [])),
  );
  return wanted.filter((entry) => !entry.some((name) => installed.has(name)));
}

const missingCommands = (names) => collect(names, 'commands').filter((command) => !which(command));

/** True when nothing of these groups is missing, as far as can be seen quickly. */
export const hasPackages = (names) =>
  os !== 'linux' || (hasApt() ? missingPackages(names) : missingCommands(names)).length === 0;

function privilege() {
  if (process.getuid?.() === 0) return [];
  const sudo = which('sudo');
  return sudo && capture(sudo, ['-n', 'true']).status === 0 ? [sudo, '-n'] : null;
}

const plain = { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };
// A dpkg run by somebody else is waited for instead of failing; a mirror that does not answer is not waited for long.
const patience = [
  '-o',
  'DPkg::Lock::Timeout=120',
  '-o',
  'Acquire::http::Timeout=20',
  '-o',
  'Acquire::Retries=2',
];

/** The name that this release has: the newer one counts only when it can be installed. */
const choose = (entry) =>
  entry.find((name) =>
    /Candidate: (?!\(none\))/.test(capture('apt-cache', ['policy', name], { env: plain }).stdout),
  ) ?? entry.at(-1);

/** Installs what these groups lack. Throws a SetupError that names the exact command when that is not ours to do. */
export async function installPackages(names, { log }) {
  if (!hasApt())
    throw new SetupError(
      `Missing: ${missingCommands(names).join(', ')}. Install with your system’s package manager, for example ` +
        `"dnf install", "pacman -S" or "zypper install": ${collect(names, 'elsewhere').join(', ')}.`,
    );
  const missing = missingPackages(names);
  const prefix = privilege();
  if (!prefix)
    throw new SetupError(
      'System packages are missing and may not be installed without your password. Run:\n' +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing.map(choose).join(' ')}`,
    );
  const [command, ...args] = [...prefix, 'apt-get', ...patience];
  // A fresh machine has never fetched the lists. An unreachable extra source is no reason to stop: the installation tells what counts.
  await run(command, [...args, 'update'], { log, label: 'apt-get update', env: plain }).catch((error) =>
    log.note(`apt-get update: ${error.message.split('\n').pop()}`),
  );
  const chosen = missing.map(choose);
  log.note(`installing ${chosen.join(' ')}`);
  const [sudoOrApt, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...patience];
  await run(sudoOrApt, [...rest, 'install', '-y', '--no-install-recommends', ...chosen], {
    log,
    label: 'apt-get install',
    env: plain,
  });
}

const hasDisplay = () => Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** A person’s own desktop has a display, a bus and a keyring already; tests bring their own all the same. */
const wanted = (ctx) =>
  ctx.packages.filter((name) => name !== 'headless' || ctx.profile === 'test' || !hasDisplay());

export const systemPackages = {
  key: 'packages',
  name: 'system packages',
  why: 'installing the libraries and tools that Electron and the tests use',
  applies: (ctx) => os === 'linux' && ctx.packages.length > 0,
  find: (ctx) => (hasPackages(wanted(ctx)) ? { what: 'all there' } : null),
  async make(ctx) {
    try {
      await installPackages(wanted(ctx), ctx);
    } catch (error) {
      // Tests cannot do without; the app perhaps can, and says itself what it lacks.
      if (ctx.profile === 'test' || !(error instanceof SetupError)) throw error;
      ctx.log.note(error.message);
      return { what: 'incomplete: going on without' };
    }
  },
};
