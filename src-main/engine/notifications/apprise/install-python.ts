import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { isExecutable } from './discovery.ts';
import { childEnvironment } from './environment.ts';
import type { InstallProblem } from './pip-output.ts';

export interface BasePython {
  path: string;
  /** Major and minor, e.g. "3.11". */
  version: string;
}

/** What a Python says of itself. */
interface Traits {
  major: number;
  minor: number;
  canMakeEnvironments: boolean;
}

/** The oldest that the pinned Apprise runs on. */
const OLDEST_MINOR = 9;
const NEWEST_MINOR = 16;
/** A desktop session's PATH is often shorter than a terminal's. */
const USUAL_FOLDERS = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin', join(homedir(), '.local/bin')];
const PROBE_TIMEOUT_MS = 10_000;
const PROBE = `import sys
try:
    import venv, ensurepip
    able = 1
except ImportError:
    able = 0
print("python", sys.version_info[0], sys.version_info[1], able)`;

/** The first Python here that can make a virtual environment for Apprise; else why not, with the exact command. */
export async function findPython(
  environment: Record<string, string | undefined> = process.env,
  platform: NodeJS.Platform = process.platform,
  usual: readonly string[] = USUAL_FOLDERS,
): Promise<{ ok: true; python: BasePython } | { ok: false; problem: InstallProblem }> {
  let lame: Traits | undefined;
  let old: Traits | undefined;
  for (const path of await candidates(environment, platform, usual)) {
    if (!(await isExecutable(path)) || (await onlyAsksToInstall(path, platform))) continue;
    const traits = await probe(path);
    if (!traits) continue;
    const { major, minor, canMakeEnvironments } = traits;
    if (major !== 3 || minor < OLDEST_MINOR) old ??= traits;
    else if (!canMakeEnvironments) lame ??= traits;
    else return { ok: true, python: { path, version: `${major}.${minor}` } };
  }
  const manager = await packageManager(environment, platform);
  if (lame) return { ok: false, problem: withoutVenv(lame, manager) };
  const message = old
    ? `The only Python found is ${old.major}.${old.minor}; Apprise needs 3.${OLDEST_MINOR} or newer.`
    : 'Python was not found on this computer; Apprise needs 3.9 or newer.';
  return { ok: false, problem: { message, remedy: `${INSTALL[manager]} Then try again.` } };
}

type Manager = 'apt' | 'dnf' | 'pacman' | 'zypper' | 'apk' | 'brew' | 'winget' | 'none';

const INSTALL: Record<Manager, string> = {
  apt: 'Run “sudo apt install python3 python3-venv”.',
  dnf: 'Run “sudo dnf install python3”.',
  pacman: 'Run “sudo pacman -S python”.',
  zypper: 'Run “sudo zypper install python3”.',
  apk: 'Run “sudo apk add python3”.',
  brew: 'Run “brew install python”.',
  winget: 'Run “winget install --id Python.Python.3.13 -e”.',
  none: 'Install Python 3.13 from https://www.python.org/downloads/.',
};

function withoutVenv({ major, minor }: Traits, manager: Manager): InstallProblem {
  const remedy =
    manager === 'apt'
      ? `Run “sudo apt install python3-venv” (for a Python of your own “python${major}.${minor}-venv”).`
      : INSTALL[manager];
  return {
    message: `Python ${major}.${minor} is there, but cannot make virtual environments.`,
    remedy: `${remedy} Then try again.`,
  };
}

async function packageManager(
  environment: Record<string, string | undefined>,
  platform: NodeJS.Platform,
): Promise<Manager> {
  if (platform === 'win32') return 'winget';
  const folders = [...pathFolders(environment), '/usr/bin', '/opt/homebrew/bin', '/usr/local/bin'];
  const names =
    platform === 'darwin'
      ? [['brew', 'brew'] as const]
      : [
          ['apt-get', 'apt'] as const,
          ['dnf', 'dnf'] as const,
          ['pacman', 'pacman'] as const,
          ['zypper', 'zypper'] as const,
          ['apk', 'apk'] as const,
        ];
  for (const [program, manager] of names)
    for (const folder of folders) if (await isExecutable(join(folder, program))) return manager;
  return 'none';
}

const pathFolders = (environment: Record<string, string | undefined>): string[] =>
  (environment.PATH ?? environment.Path ?? '').split(delimiter).filter(Boolean);

async function candidates(
  environment: Record<string, string | undefined>,
  platform: NodeJS.Platform,
  usual: readonly string[],
): Promise<string[]> {
  if (platform === 'win32') {
    const installed = join(environment.LOCALAPPDATA ?? homedir(), 'Programs', 'Python');
    const versions = await readdir(installed).catch(() => []);
    const own = versions.filter((name) => /^Python3\d+$/.test(name)).sort(newestFirst);
    // Not the Store's stand-ins: they open the Store instead of running.
    const folders = pathFolders(environment).filter((folder) => !/WindowsApps/i.test(folder));
    return [...own.map((name) => join(installed, name)), ...folders].map((folder) =>
      join(folder, 'python.exe'),
    );
  }
  const folders = [...new Set([...pathFolders(environment), ...usual])];
  const versioned = Array.from(
    { length: NEWEST_MINOR - OLDEST_MINOR + 1 },
    (_, index) => `python3.${NEWEST_MINOR - index}`,
  );
  return ['python3', ...versioned, 'python'].flatMap((name) => folders.map((folder) => join(folder, name)));
}

const newestFirst = (one: string, other: string): number =>
  Number(other.replace(/\D/g, '')) - Number(one.replace(/\D/g, ''));

/** macOS without its developer tools has a /usr/bin/python3 that only opens a dialog. */
async function onlyAsksToInstall(path: string, platform: NodeJS.Platform): Promise<boolean> {
  if (platform !== 'darwin' || !path.startsWith('/usr/bin/')) return false;
  const tools = await execa('/usr/bin/xcode-select', ['-p'], { reject: false, stdio: 'ignore' });
  return tools.exitCode !== 0;
}

async function probe(path: string): Promise<Traits | undefined> {
  const result = await execa(path, ['-I', '-c', PROBE], {
    env: childEnvironment(),
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    stderr: 'ignore',
    timeout: PROBE_TIMEOUT_MS,
    maxBuffer: 64 * 1024,
    windowsHide: true,
  });
  const said = /^python (\d+) (\d+) ([01])\s*$/m.exec(String(result.stdout ?? ''));
  if (!said) return undefined;
  return { major: Number(said[1]), minor: Number(said[2]), canMakeEnvironments: said[3] === '1' };
}
