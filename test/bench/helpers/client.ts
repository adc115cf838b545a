import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Answer } from './requests.ts';

/** A helper process and how to ask it. */
export interface Helper {
  ask<T>(question: string, value?: unknown): Promise<T>;
  stop(): void;
}

/** @param file below test/bench/helpers; run by Node as it stands. */
export function startHelper(root: string, file: string): Helper {
  const child = fork(join(root, 'test/bench/helpers', file), { serialization: 'advanced', execArgv: [] });
  const waiting = new Map<number, { done: (value: unknown) => void; fail: (error: Error) => void }>();
  let last = 0;
  child.on('message', ({ id, value, error }: Answer) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.done(value);
    else asked?.fail(new Error(error));
  });
  child.on('exit', (status) => {
    for (const { fail } of waiting.values()) fail(new Error(`${file} ended with status ${status}`));
    waiting.clear();
  });
  return {
    ask: <T>(ask: string, value?: unknown) =>
      new Promise<T>((done, fail) => {
        const id = ++last;
        waiting.set(id, { done: (answer) => done(answer as T), fail });
        child.send({ id, ask, value });
      }),
    stop: () => child.disconnect(),
  };
}
