import { type ChildProcess, spawn } from 'node:child_process';

const STEP_MS = 100;
/** Looks ten times a second whether the process is still there, and ends with it; `$1`: its id, `$2`: how often. */
const WATCH = `i=0
while [ "$i" -lt "$2" ]; do kill -0 "$1" 2>/dev/null || exit 0; sleep 0.1; i=$((i+1)); done
kill -KILL "$1"`;

/**
 * Ends `pid` after `ms` where it is still there then. A shell does it: a process that hangs in its own end runs none
 * of its timers. Windows ends a process's threads by itself, and gives its numbers away again at once: none there.
 */
export function guardExit(
  pid: number,
  ms: number,
  platform: NodeJS.Platform = process.platform,
): ChildProcess | undefined {
  if (platform === 'win32') return undefined;
  const guard = spawn('/bin/sh', ['-c', WATCH, 'exit-guard', String(pid), String(Math.ceil(ms / STEP_MS))], {
    detached: true,
    stdio: 'ignore',
  });
  // Without a shell the process has its own timer.
  guard.on('error', () => undefined);
  guard.unref();
  return guard;
}
