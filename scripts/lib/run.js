import { spawn, spawnSync } from 'node:child_process';
import { dieWithUs } from './die-with-us.js';
import './signals.js'; // a signal becomes an orderly exit, which ends what `run` has started

/** A failure that a person can act on: shown without a stack trace. */
export class SetupError extends Error {}

// Batch files (npm.cmd) start only through a shell on Windows, which then wants blanks quoted.
const shell = (command) => process.platform === 'win32' && /\.(cmd|bat)$/i.test(command);
const quoted = (command, args) =>
  shell(command) ? [`"${command}"`, args.map((arg) => (/\s/.test(arg) ? `"${arg}"` : arg))] : [command, args];

/** Runs a short command and returns its exit status and output; never throws. */
export function capture(command, args, options = {}) {
  const [file, list] = quoted(command, args);
  const done = spawnSync(file, list, {
    encoding: 'utf8',
    shell: shell(command),
    timeout: 30_000,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
  return {
    status: done.status ?? 1,
    stdout: done.stdout ?? '',
    stderr: done.stderr ?? String(done.error ?? ''),
  };
}

/**
 * Runs a long command. Its output is kept back and shown only when it fails; while it runs, `log.beat` tells that it is alive.
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, log: object, label: string, timeoutMs?: number}} options
 * @returns {Promise<string>} the standard output
 */
export function run(command, args, { cwd, env = process.env, log, label, timeoutMs = 15 * 60_000 }) {
  return new Promise((done, fail) => {
    const [file, list] = dieWithUs(...quoted(command, args));
    const child = spawn(file, list, { cwd, env, shell: shell(command), stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let tail = '';
    const started = Date.now();
    const beat = setInterval(() => log.beat(label, Date.now() - started), 5_000);
    const limit = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    const abandon = () => child.kill('SIGTERM');
    process.once('exit', abandon);
    child.stdout.on('data', (data) => {
      out += data;
      tail = (tail + data).slice(-6_000);
    });
    child.stderr.on('data', (data) => {
      tail = (tail + data).slice(-6_000);
    });
    const end = (error) => {
      process.off('exit', abandon);
      clearInterval(beat);
      clearTimeout(limit);
      if (error) fail(error);
      else done(out);
    };
    child.on('error', (error) =>
      end(new SetupError(`${label}: ${command} does not start (${error.message})`)),
    );
    child.on('close', (status, signal) =>
      end(
        status === 0
          ? null
          : new SetupError(`${label} failed (${signal ?? `status ${status}`}).\n${tail.trim()}`),
      ),
    );
  });
}
