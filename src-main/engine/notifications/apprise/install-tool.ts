import { execa } from 'execa';
import { childEnvironment } from './environment.ts';
import { createLineReader } from './lines.ts';

export interface ToolOptions {
  args: readonly string[];
  timeoutMs: number;
  signal: AbortSignal;
  /** For temporary files: whatever a killed program leaves there goes with the folder. */
  temp: string;
  /** Each line of output, both streams, as it comes. */
  onLine?: (line: string) => void;
}

export interface ToolResult {
  ok: boolean;
  end: 'exited' | 'timeout' | 'cancelled';
  /** The last lines of both streams. Not for people or logs as they are: pip repeats what it was given. */
  lines: string[];
}

/** What of pip's own environment says where from, not where to: an installation elsewhere is of no use here. */
const PASSED_TO_PIP = [
  'PIP_INDEX_URL',
  'PIP_EXTRA_INDEX_URL',
  'PIP_NO_INDEX',
  'PIP_FIND_LINKS',
  'PIP_TRUSTED_HOST',
  'PIP_CERT',
  'PIP_CLIENT_CERT',
  'PIP_PROXY',
  'PIP_TIMEOUT',
  'PIP_DEFAULT_TIMEOUT',
  'PIP_CONSTRAINT',
  'PIP_CONFIG_FILE',
  'PIP_CACHE_DIR',
  'PIP_NO_CACHE_DIR',
  'PIP_KEYRING_PROVIDER',
  'XDG_CACHE_HOME',
  'XDG_CONFIG_HOME',
  'XDG_CONFIG_DIRS',
  'PROGRAMDATA',
  'ProgramData',
  'NETRC',
];

const WINDOWS = process.platform === 'win32';
const KEPT_LINES = 200;
const LONGEST_LINE = 16 * 1024;

export function toolEnvironment(
  temp: string,
  from: Record<string, string | undefined> = process.env,
): Record<string, string> {
  const passed = PASSED_TO_PIP.flatMap((name) => {
    const value = from[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...childEnvironment(from),
    PIP_DEFAULT_TIMEOUT: '20',
    ...Object.fromEntries(passed),
    // Without a retry pip does not even say that it could not connect.
    PIP_RETRIES: '2',
    // A configuration file may say otherwise for everything that this user installs.
    PIP_USER: '0',
    TMPDIR: temp,
    TMP: temp,
    TEMP: temp,
  };
}

/** Runs one program of the installation, without a shell. Never rejects; a stop ends what it has started as well. */
export async function runTool(file: string, options: ToolOptions): Promise<ToolResult> {
  const { args, timeoutMs, signal, temp, onLine } = options;
  const lines: string[] = [];
  if (signal.aborted) return { ok: false, end: 'cancelled', lines };
  const child = execa(file, args, {
    env: toolEnvironment(temp),
    extendEnv: false,
    reject: false,
    buffer: false,
    stdin: 'ignore',
    all: true,
    cwd: temp,
    windowsHide: true,
    // A group of its own: pip and venv start programs themselves, which must not write on after the folder is gone.
    detached: !WINDOWS,
    cleanup: false,
  });
  let end: ToolResult['end'] = 'exited';
  const stop = (why: 'timeout' | 'cancelled') => {
    if (end !== 'exited') return;
    end = why;
    void killTree(child.pid).then(() => child.kill('SIGKILL'));
  };
  const timer = setTimeout(() => stop('timeout'), timeoutMs);
  const cancel = () => stop('cancelled');
  signal.addEventListener('abort', cancel, { once: true });
  const read = createLineReader(LONGEST_LINE, (raw) => {
    const line = raw.trimEnd();
    if (lines.push(line) > KEPT_LINES) lines.shift();
    onLine?.(line);
  });
  child.all?.on('data', read);
  child.all?.on('error', () => {});
  const { exitCode } = await child;
  clearTimeout(timer);
  signal.removeEventListener('abort', cancel);
  if (end !== 'exited') await killTree(child.pid);
  return { ok: end === 'exited' && exitCode === 0, end, lines };
}

async function killTree(pid: number | undefined): Promise<void> {
  if (pid === undefined) return;
  if (WINDOWS) {
    await execa('taskkill', ['/PID', String(pid), '/T', '/F'], { reject: false, windowsHide: true });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}
