import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const SIMULATOR = resolve(import.meta.dirname, '../simulator/main.ts');

export interface DemoSimulator {
  /** What points the app at it, credentials included. */
  env: Record<string, string>;
  stop(): void;
}

/** The simulated account as `npm run demo` starts it, in a process of its own. */
export async function startDemoSimulator(): Promise<DemoSimulator> {
  const child = spawn(process.execPath, [SIMULATOR, '--scenario', 'demo'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { env } = JSON.parse(line) as { env: Record<string, string> };
    return { env, stop: () => child.kill() };
  }
  throw new Error('The simulated account ended before it was ready.');
}
