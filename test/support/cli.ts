import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const CLI = resolve(import.meta.dirname, '../../out/main/cli.cjs');

export interface CliResult {
  status: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface CliOptions {
  dataDir: string;
  env?: Record<string, string>;
  stdin?: string;
}

/** The built command line as a process of its own. */
export function startCli(
  args: readonly string[],
  { dataDir, env = {}, stdin }: CliOptions,
): ChildProcess & { ended: Promise<CliResult> } {
  if (!existsSync(CLI))
    throw new Error('The command line is not built: run "npm run build" first ("npm test" does).');
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env, MXM_DATA_DIR: dataDir },
    stdio: 'pipe',
  });
  child.stdin.end(stdin ?? '');
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  const ended = new Promise<CliResult>((done, failed) => {
    child.on('error', failed);
    child.on('close', (status, signal) => done({ status, signal, stdout, stderr }));
  });
  return Object.assign(child, { ended });
}

export const runCli = (args: readonly string[], options: CliOptions): Promise<CliResult> =>
  startCli(args, options).ended;
