import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const here = import.meta.dirname;
/** The checkout, or another build of the app to be measured. */
export const OUR_APP = process.env.MXM_E2E_APP ?? resolve(here, '../../..');
export const EMPTY_APP = join(here, 'empty-app');

export type Mark = 'tray' | 'painted' | 'content' | 'closed';

export interface LaunchOptions {
  app: string;
  /** Starts with the tray only. */
  hidden: boolean;
  /** The browser's own files; kept between starts, as a person's are. */
  profile: string;
  env?: Record<string, string>;
  /** Closes the window this long after its content was seen. */
  closeAfterMs?: number;
}

export interface RunningApp {
  pid: number;
  /** Milliseconds from before the process was made until this was there. */
  reached(mark: Mark): Promise<number>;
  quit(): Promise<void>;
}

const POLL_MS = 20;
const PATIENCE_MS = 30_000;
const running = new Set<ReturnType<typeof spawn>>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

function electron(): string {
  const file = process.env.MXM_ELECTRON;
  if (!file) throw new Error('MXM_ELECTRON names no Electron: start this with "npm run bench".');
  return file;
}

/** `45.4.1`, or a word where there is none. */
export function electronVersion(): string {
  const file = process.env.MXM_ELECTRON;
  if (!file) return 'none';
  const answer = spawnSync(file, ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
  });
  return answer.stdout?.trim() || 'unknown';
}

export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'mxm-bench-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** One of the two apps, observed by the same probe. */
export function launch({ app, hidden, profile, env, closeAfterMs = 0 }: LaunchOptions): RunningApp {
  const marks = temporaryFolder();
  const file = join(marks.path, 'marks.jsonl');
  const args = [
    ...(process.env.MXM_ELECTRON_ARGS ?? '').split(' ').filter(Boolean),
    ...['-r', join(here, 'probe.cjs'), app, `--user-data-dir=${profile}`],
    ...(hidden ? ['--hidden'] : []),
  ];
  const startedAt = performance.timeOrigin + performance.now();
  const child = spawn(electron(), args, {
    env: {
      ...process.env,
      ...env,
      MXM_BENCH_MARKS: file,
      MXM_BENCH_CLOSE_AFTER_MS: String(closeAfterMs),
    },
    stdio: 'ignore',
  });
  running.add(child);
  const ended = new Promise<void>((done) => {
    child.once('error', () => done());
    child.once('exit', () => done());
  }).then(() => void running.delete(child));

  const find = (mark: Mark): number | undefined => {
    if (!existsSync(file)) return undefined;
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    const entries = lines.map((line) => JSON.parse(line) as { name: string; at: number });
    return entries.find(({ name }) => name === mark)?.at;
  };

  return {
    pid: child.pid ?? 0,
    async reached(mark) {
      const until = Date.now() + PATIENCE_MS;
      for (let at = find(mark); ; at = find(mark)) {
        if (at !== undefined) return at - startedAt;
        if (Date.now() > until || !running.has(child))
          throw new Error(`${app} never came to "${mark}": does it start by itself?`);
        await sleep(POLL_MS);
      }
    },
    async quit() {
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(hard);
      marks.remove();
    },
  };
}
