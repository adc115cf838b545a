import { execa } from 'execa';
import { childEnvironment } from './environment.ts';

/** The worker as a process of its own: the app's secrets are not in its environment, and its stderr goes nowhere. */
export const startWorkerProcess = (python: string, script: string) =>
  execa(python, [script], {
    env: childEnvironment(),
    extendEnv: false,
    reject: false,
    buffer: false,
    stdin: 'pipe',
    stdout: 'pipe',
    // Plugins write there, and what they write may hold secrets.
    stderr: 'ignore',
    windowsHide: true,
    forceKillAfterDelay: 2_000,
  });

export type WorkerProcess = ReturnType<typeof startWorkerProcess>;
