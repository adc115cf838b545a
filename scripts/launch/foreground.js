import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { dieWithUs } from '../lib/die-with-us.js';
import { handleSignals } from '../lib/signals.js';

/** How long a process may take to end after it was asked to: the engine drains its outbox for up to 10 s. */
const graceMs = 15_000;

/**
 * Runs what the person came for, in the terminal, and returns its exit status. A signal to us ends it in an orderly way; a second one
 * at once.
 * @param {{env: NodeJS.ProcessEnv, cwd?: string, timeoutMs?: number, stdio?: any}} options
 */
export function foreground(command, args, { env, cwd, timeoutMs, stdio = 'inherit' }) {
  return new Promise((done, fail) => {
    const [file, list] = dieWithUs(command, args);
    const child = spawn(file, list, { env, cwd, stdio });
    let askedAt = 0;
    const timers = [];
    const ask = (signal) => {
      if (askedAt) {
        // Only a second press of Ctrl-C: npm passes on the terminal’s first one, and its own end follows as a SIGTERM.
        if (signal === 'SIGINT' && Date.now() - askedAt > 800) child.kill('SIGKILL');
        return;
      }
      askedAt = Date.now();
      // A terminal’s Ctrl-C has reached the child already; asking it once more does no harm.
      child.kill(signal);
      timers.push(setTimeout(() => child.kill('SIGKILL'), graceMs));
    };
    if (timeoutMs) timers.push(setTimeout(() => ask('SIGTERM'), timeoutMs));
    const release = handleSignals(ask);
    const tidy = () => {
      for (const timer of timers) clearTimeout(timer);
      release();
    };
    child.on('error', (error) => {
      tidy();
      fail(error);
    });
    child.on('close', (status, signal) => {
      tidy();
      // 128 + n, as shells say it.
      done(status ?? 128 + constants.signals[signal]);
    });
  });
}
