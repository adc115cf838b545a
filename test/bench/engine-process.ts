import { fork } from 'node:child_process';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** Runs one piece of work of test/bench/engine/entry.ts, as bundled by the launcher, in a fresh process. */
export function inEngineProcess<T>(...args: string[]): Promise<T> {
  return new Promise((done, fail) => {
    const child = fork(join(root, 'out/bench/engine.mjs'), args, {
      execArgv: [],
      env: { ...process.env, MXM_PROJECT_ROOT: root },
    });
    child.once('message', (result) => done(result as T));
    child.once('exit', (status) => fail(new Error(`the engine's process ended with status ${status}`)));
  });
}
