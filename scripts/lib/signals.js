import { constants } from 'node:os';

/** Who handles a signal now; without anybody we end, through process.exit, so that `exit` handlers release locks and end helpers. */
const handlers = [];

function handle(signal) {
  const handler = handlers.at(-1);
  if (handler) handler(signal);
  else process.exit(128 + constants.signals[signal]);
}

// Not SIGHUP: listening for it would undo `nohup`, and the kernel ends what we have started (die-with-us.js).
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => handle(signal));

/** Hands signals to `handler` until the returned function is called. */
export function handleSignals(handler) {
  handlers.push(handler);
  return () => handlers.splice(handlers.indexOf(handler), 1);
}

/**
 * `npm start` ended by a supervisor ends npm's shell, not us: dash does not pass the signal on. So a parent that goes away counts as
 * being asked to end.
 */
export function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    handle('SIGTERM');
  }, 500);
  timer.unref();
}
