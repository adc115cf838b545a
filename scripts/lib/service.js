import { spawn } from 'node:child_process';
import { dieWithUs } from './die-with-us.js';
import { which } from './paths.js';
import { SetupError } from './run.js';
import './signals.js'; // a signal becomes an orderly exit, and so the handler below runs

/** Services still running; ended, last started first, when this process ends for whatever reason it can notice. */
const running = new Set();
process.on('exit', () => {
  for (const child of [...running].reverse()) child.kill('SIGTERM');
});

/**
 * Starts a helper process that lives as long as we do. In a group of its own, so that Ctrl-C in the terminal reaches the app first and
 * the helper only when we stop it.
 */
export function startService(command, args, { env, stdio = ['ignore', 'ignore', 'ignore'], cwd } = {}) {
  if (!which(command, env?.PATH)) throw new SetupError(`${command} is not installed.`);
  const [file, list] = dieWithUs(command, args);
  const child = spawn(file, list, {
    env,
    cwd,
    stdio,
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  running.add(child);
  const ended = new Promise((resolve) => {
    child.once('error', resolve);
    child.once('close', resolve);
  }).finally(() => running.delete(child));
  return {
    child,
    ended,
    async stop() {
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(hard);
    },
  };
}

/** The first line that a service writes to a stream: how Xvfb, dbus-daemon and the simulator say that they are ready. */
export function firstLine(stream, service, label, timeoutMs = 20_000) {
  return new Promise((done, fail) => {
    let text = '';
    const limit = setTimeout(
      () => fail(new SetupError(`${label} did not get ready in ${timeoutMs / 1000} s`)),
      timeoutMs,
    );
    stream.setEncoding('utf8');
    stream.on('data', (data) => {
      // What follows the first line is read too, and dropped, so that the service never blocks on a full pipe.
      if (text.includes('\n')) return;
      text += data;
      if (!text.includes('\n')) return;
      clearTimeout(limit);
      done(text.slice(0, text.indexOf('\n')));
    });
    void service.ended.then(() => {
      clearTimeout(limit);
      fail(new SetupError(`${label} ended before it was ready`));
    });
  });
}
