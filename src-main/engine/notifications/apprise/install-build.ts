import type { InstallProgress } from '../../../../src-shared/views/delivery-engine.ts';
import type { Clock, Logger } from '../../ports.ts';
import { InstallError } from './install-error.ts';
import { pythonIn } from './install-folder.ts';
import { findPython } from './install-python.ts';
import { runTool, type ToolResult } from './install-tool.ts';
import { explainPip, progressIn } from './pip-output.ts';
import { WorkerClient } from './worker-client.ts';

const ENVIRONMENT_TIMEOUT_MS = 3 * 60_000;
const PIP_TIMEOUT_MS = 15 * 60_000;
const CHECK_TIMEOUT_MS = 60_000;

const PIP = ['-I', '-u', '-m', 'pip', '--disable-pip-version-check', '--no-input'];
const INSTALL = ['install', '--progress-bar', 'off', '--prefer-binary', '--no-warn-script-location'];

export interface BuildOptions {
  /** The folder to make the environment in; it does not exist yet. */
  environment: string;
  temp: string;
  /** As pip wants it, e.g. "apprise>=1.13,<2.2". */
  requirement: string;
  signal: AbortSignal;
  step: (progress: InstallProgress) => void;
}

/** A fresh environment with what is required in it. @throws InstallError */
export async function buildEnvironment(options: BuildOptions): Promise<void> {
  const { environment, temp, requirement, signal, step } = options;
  const found = await findPython();
  if (!found.ok) throw new InstallError(found.problem.message, found.problem.remedy);
  const { path, version } = found.python;
  step({ step: 'environment', detail: `Python ${version} (${path})` });
  const venv = await runTool(path, {
    args: ['-I', '-m', 'venv', environment],
    timeoutMs: ENVIRONMENT_TIMEOUT_MS,
    signal,
    temp,
  });
  if (!venv.ok) throw venvFailed(venv, version);

  step({ step: 'downloading', detail: null });
  const pip = await runTool(pythonIn(environment), {
    args: [...PIP, ...INSTALL, requirement],
    timeoutMs: PIP_TIMEOUT_MS,
    signal,
    temp,
    onLine(line) {
      const progress = progressIn(line);
      if (progress && !signal.aborted) step(progress);
    },
  });
  if (pip.ok) return;
  if (pip.end === 'timeout')
    throw new InstallError(
      'The download took longer than 15 minutes and was stopped.',
      'Check the internet connection, then try again.',
    );
  const { message, remedy } = explainPip(pip.lines);
  throw new InstallError(message, remedy);
}

function venvFailed({ end, lines }: ToolResult, version: string): InstallError {
  if (end === 'timeout')
    return new InstallError('Making the Python environment took too long and was stopped.', 'Try again.');
  const output = lines.join('\n');
  if (/ensurepip is not available|No module named '?(venv|ensurepip)/.test(output))
    return new InstallError(
      `Python ${version} is there, but cannot make virtual environments.`,
      `On Debian and Ubuntu run “sudo apt install python3-venv python${version}-venv”. Then try again.`,
    );
  if (/No space left|Errno 28/.test(output))
    return new InstallError('The disk is full.', 'Free about 200 MB, then try again.');
  return new InstallError(
    `Python ${version} could not make a virtual environment.`,
    'Install another Python (3.9 or newer, from python.org or your system), then try again.',
  );
}

export interface VerifyOptions {
  environment: string;
  workerScript: string;
  clock: Clock;
  log: Logger;
  signal?: AbortSignal | undefined;
}

/**
 * Starts the delivery worker with this environment, as the app will: Apprise must load and know an ordinary address.
 * @returns Apprise's version. @throws InstallError
 */
export async function verifyEnvironment(options: VerifyOptions): Promise<string> {
  const { environment, workerScript, clock, log, signal } = options;
  const worker = new WorkerClient({
    python: pythonIn(environment),
    script: workerScript,
    clock,
    log,
    changed: () => {},
  });
  const cancel = () => void worker.stop();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    const { version } = await worker.request('version', {}, CHECK_TIMEOUT_MS);
    const { accepted } = await worker.request('validate', { url: 'json://localhost/' }, CHECK_TIMEOUT_MS);
    if (version === undefined || !accepted) throw new Error('it knows no address');
    return version;
  } catch {
    throw new InstallError(
      'What was downloaded does not work here and was removed again.',
      'Try again; if it happens again, install Apprise yourself: “pipx install apprise”.',
    );
  } finally {
    signal?.removeEventListener('abort', cancel);
    await worker.stop();
  }
}
