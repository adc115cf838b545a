import { readFileSync } from 'node:fs';
import { failure, type Result, success } from '../../../../src-shared/result.ts';
import type {
  DeliveryEngine,
  InstallProgress,
  InstallResult,
} from '../../../../src-shared/views/delivery-engine.ts';
import { assetPath } from '../../platform/assets.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { EngineStatus } from './engine.ts';
import { InstallError } from './install-error.ts';
import {
  claimWorkFolder,
  dropOld,
  dropScripts,
  recoverEnvironment,
  releaseWorkFolder,
  removeLeftovers,
  swapIn,
} from './install-folder.ts';
import { isOldApprise } from './warnings.ts';

export interface InstallerOptions {
  clock: Clock;
  log: Logger;
  workerScript: string;
  /** Where the finished environment goes. */
  privateEnvDir: string;
  engine: {
    status(): EngineStatus;
    /** Runs `change` while no worker is running, and looks for Apprise afterwards. */
    replace(change: () => Promise<void>): Promise<void>;
  };
  /** A step was reached, or it ended. */
  changed: () => void;
}

/** What pip is told to install; the bootstrap reads the same file. */
const requirement = (): string => readFileSync(assetPath('apprise-requirement.txt'), 'utf8').trim();

/**
 * Makes the app's own Python environment with Apprise in it: complete and seen working before it takes the place of
 * whatever was there, or not at all. One installation at a time, also across processes.
 */
export class AppriseInstaller {
  readonly #options: InstallerOptions;
  #running: { cancel: AbortController; ended: Promise<InstallResult> } | undefined;
  #progress: InstallProgress | null = null;
  #last: InstallResult | null = null;

  constructor(options: InstallerOptions) {
    this.#options = options;
    recoverEnvironment(options.privateEnvDir);
  }

  /** Begins. Refused (`busy`, `not_used`) where one is under way or nothing would come of it. */
  start(): Result<null> {
    if (this.#running) return failure('busy', 'Apprise is being installed already.');
    const { source } = this.#options.engine.status();
    if (source === 'settings')
      return failure(
        'not_used',
        'The Apprise at the path in Settings → Delivery engine is used. Empty that setting first, then install.',
      );
    if (source === 'bundled')
      return failure('not_used', 'Apprise comes with this app: nothing is to be installed.');
    const cancel = new AbortController();
    this.#last = null;
    this.#step({ step: 'environment', detail: null });
    this.#running = { cancel, ended: this.#install(cancel.signal) };
    return success(null);
  }

  get running(): boolean {
    return this.#running !== undefined;
  }

  /** Without effect where none is under way, or where the new environment is being put in place already. */
  cancel(): void {
    this.#running?.cancel.abort();
  }

  /** How the one under way ends, or the last one ended; null without any. Never rejects. */
  async finished(): Promise<InstallResult | null> {
    return this.#running ? this.#running.ended : this.#last;
  }

  /** Ends what is under way, and waits until its traces are gone. */
  async stop(): Promise<void> {
    this.cancel();
    await this.finished();
  }

  /** After a crash: removes what an installation of an earlier run left. */
  cleanUp(): Promise<void> {
    return this.#running ? Promise.resolve() : removeLeftovers(this.#options.privateEnvDir);
  }

  /** The engine as the panel shows it. */
  view(engine: EngineStatus): DeliveryEngine {
    const canInstall = offer(engine);
    const stale = this.#last?.outcome === 'failed' && canInstall === null;
    return { ...engine, installing: this.#progress, canInstall, lastInstall: stale ? null : this.#last };
  }

  async #install(signal: AbortSignal): Promise<InstallResult> {
    const { clock, log, privateEnvDir } = this.#options;
    const end = (outcome: InstallResult['outcome'], message: string, remedy: string | null = null) => ({
      outcome,
      at: new Date(clock.now()).toISOString(),
      message,
      remedy,
    });
    let result: InstallResult;
    try {
      const version = await this.#make(signal);
      result = end('done', `Apprise ${version} was installed.`);
    } catch (error) {
      if (signal.aborted) result = end('cancelled', 'The installation was cancelled. Nothing was changed.');
      else if (error instanceof InstallError) result = end('failed', error.message, error.remedy);
      else {
        const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
        log.log('error', 'Apprise could not be installed', { error });
        result = end(
          'failed',
          `The new environment could not be stored in the data folder (${code}).`,
          'Check that there is room on the disk and that your user may write there, then try again.',
        );
      }
    }
    log.log('info', 'the installation of Apprise ended', { privateEnvDir, ...result });
    this.#last = result;
    this.#running = undefined;
    this.#step(null);
    return result;
  }

  /** @returns the version. @throws InstallError */
  async #make(signal: AbortSignal): Promise<string> {
    const { privateEnvDir, engine } = this.#options;
    const work = await claimWorkFolder(privateEnvDir);
    if (!work)
      throw new InstallError('Another process of this app is installing Apprise.', 'Wait until it is done.');
    try {
      const step = (progress: InstallProgress) => this.#step(progress);
      // Loaded here: it runs programs, and what that needs is not read at every start.
      const { buildEnvironment } = await import('./install-build.ts');
      await buildEnvironment({ ...work, requirement: requirement(), signal, step });
      this.#step({ step: 'checking', detail: null });
      const version = await this.#verify(work.environment, signal);
      await dropScripts(work.environment);
      if (signal.aborted) throw new InstallError('', '');
      // From here on it is not cancelled any more: a moment later it is in use.
      await engine.replace(async () => {
        const back = await swapIn(privateEnvDir, work.environment);
        try {
          await this.#verify(privateEnvDir);
        } catch (error) {
          await back();
          throw error;
        }
      });
      await dropOld(privateEnvDir);
      return version;
    } finally {
      await releaseWorkFolder(privateEnvDir);
    }
  }

  async #verify(environment: string, signal?: AbortSignal): Promise<string> {
    const { clock, log, workerScript } = this.#options;
    const { verifyEnvironment } = await import('./install-build.ts');
    return verifyEnvironment({ environment, clock, log, workerScript, signal });
  }

  #step(progress: InstallProgress | null): void {
    this.#progress = progress;
    this.#options.changed();
  }
}

function offer({ state, source, version }: EngineStatus): DeliveryEngine['canInstall'] {
  if (state === 'starting' || source === 'settings' || source === 'bundled') return null;
  if (version !== null && isOldApprise(version)) return 'update';
  return state === 'worker' ? null : 'install';
}
