import { childEnvironment } from './environment.ts';

/**
 * Loads what starts the worker, when it is first needed and not with every start of the app. The worker is a process of
 * its own: the app's secrets are not in its environment, and its stderr goes nowhere.
 */
export async function workerStarter() {
  const { execa } = await import('execa');
  return (python: string, script: string) =>
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
}

export type WorkerProcess = ReturnType<Awaited<ReturnType<typeof workerStarter>>>;
