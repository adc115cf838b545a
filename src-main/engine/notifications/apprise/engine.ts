import type { DeliveryEngine } from '../../../../src-shared/views.ts';
import type { Clock, Logger } from '../../ports.ts';
import { type OutgoingMessage, SEND_TIMEOUT_MS, type SendOutcome } from '../channel.ts';
import { sendByCommand } from './command.ts';
import { type DiscoveryOptions, discoverApprise, type FoundApprise } from './discovery.ts';
import { APP_ASSET, type WorkerAnswer } from './protocol.ts';
import { toOutcome } from './reasons.ts';
import { type EngineMode, engineWarnings, type TargetProblem, targetProblem } from './warnings.ts';
import { WorkerClient, WorkerError } from './worker-client.ts';

export interface AppriseEngineOptions {
  clock: Clock;
  log: Logger;
  /** Where assets/apprise_worker.py lies. */
  workerScript: string;
  /** The places to look at, as they are now. */
  places: () => DiscoveryOptions;
  /** Found, lost or restarted. */
  changed: () => void;
}

/** The worker's own deadline is a little sooner than the dispatcher's, so that its reason is the one that is told. */
const WORKER_TIMEOUT_MS = SEND_TIMEOUT_MS - 1_000;
const ASK_TIMEOUT_MS = 10_000;
/** A missing Apprise is looked for again this often at most. */
const LOOK_AGAIN_MS = 30_000;

/** What is under way gets this long to end before the worker is replaced. */
const QUIET_MS = 10_000;
/** A message that waited for the engine until less than this was left is not begun: it goes again instead. */
const SHORTEST_SEND_MS = 5_000;

const REMEDY =
  'Use “Install Apprise” under Notifications → Delivery engine, or run “mxroute-manager-cli engine install”. Or install it yourself, e.g. “pipx install apprise” or “sudo apt install apprise”; where it is not found, Settings → Delivery engine takes its path.';

/** Everything but what the installer knows. */
export type EngineStatus = Omit<DeliveryEngine, 'installing' | 'canInstall' | 'lastInstall'>;

const MISSING: SendOutcome = {
  ok: false,
  permanent: false,
  unavailable: true,
  reason: 'Apprise, which delivers the alerts, was not found on this computer.',
};

/** Apprise on this computer: finds it, runs it as a worker, or as a command where only that works. */
export class AppriseEngine {
  readonly #options: AppriseEngineOptions;
  #looking: Promise<void> | undefined;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #lookedFor = '';
  #found: FoundApprise | undefined;
  #worker: WorkerClient | undefined;
  #stopped = false;

  constructor(options: AppriseEngineOptions) {
    this.#options = options;
  }

  /** Looks for Apprise where that was not done yet, the setting changed, or it was missing a while ago. */
  async ensure(): Promise<FoundApprise | undefined> {
    const wanted = JSON.stringify(this.#options.places());
    const stale = !this.#found && this.#options.clock.now() - this.#lookedAt >= LOOK_AGAIN_MS;
    if (!this.#looking && (wanted !== this.#lookedFor || stale)) {
      this.#lookedFor = wanted;
      this.#looking = this.#look().finally(() => {
        this.#looking = undefined;
      });
    }
    await this.#looking;
    return this.#found;
  }

  /** Looks again now, e.g. after an installation. */
  async rediscover(): Promise<void> {
    this.#lookedFor = '';
    await this.ensure();
  }

  /**
   * Lets what is under way end, stops the worker, changes the installation, and looks for Apprise again; messages
   * wait meanwhile. @throws what `change` throws, after looking again.
   */
  async replace(change: () => Promise<void>): Promise<void> {
    while (this.#looking !== undefined) await this.#looking;
    const replacing = this.#replace(change);
    this.#looking = replacing
      .catch(() => {})
      .finally(() => {
        this.#looking = undefined;
      });
    return replacing;
  }

  status(): EngineStatus {
    const found = this.#found;
    if (!found) {
      const starting = this.#looking !== undefined || this.#lookedFor === '';
      return {
        state: starting ? 'starting' : 'missing',
        version: null,
        path: null,
        source: null,
        warnings: [],
        remedy: starting ? null : REMEDY,
      };
    }
    const { path, source, version } = found;
    const unused =
      this.#options.places().settingsPath !== '' && source !== 'settings' && source !== 'bundled';
    const warnings = engineWarnings(version, this.#mode(found));
    if (unused)
      warnings.unshift('At the path given in Settings is no Apprise that works: another one is used.');
    return { state: this.#mode(found), version, path, source, warnings, remedy: null };
  }

  /** What the Apprise in use would do wrong with this address. */
  problem(url: string): TargetProblem | undefined {
    return this.#found ? targetProblem(this.#found.version, this.#mode(this.#found), url) : undefined;
  }

  /** `until`: see Channel. Whatever outlives the dispatcher's patience would arrive and be sent again. */
  async send(
    url: string,
    message: OutgoingMessage,
    lane: string,
    until = this.#options.clock.now() + SEND_TIMEOUT_MS,
  ): Promise<SendOutcome> {
    const left = () =>
      Math.min(SEND_TIMEOUT_MS, until - this.#options.clock.now()) - (SEND_TIMEOUT_MS - WORKER_TIMEOUT_MS);
    const found = await this.ensure();
    if (!found) return MISSING;
    const problem = this.problem(url);
    if (problem?.fatal) return { ok: false, permanent: true, reason: problem.message };
    const worker = this.#worker;
    if (!worker)
      return left() < SHORTEST_SEND_MS
        ? toOutcome({ kind: 'restarting' })
        : sendByCommand(found.path, url, message, left());
    const { title, body, type } = message;
    try {
      await worker.started();
      const timeoutMs = left();
      if (timeoutMs < SHORTEST_SEND_MS) return toOutcome({ kind: 'restarting' });
      const payload = { lane, url, title, body, type, timeoutMs, asset: APP_ASSET };
      return fromAnswer(await worker.request('send', payload, SEND_TIMEOUT_MS));
    } catch (error) {
      return this.#workerFailed(worker, error);
    }
  }

  /** Apprise's own verdict on an address; null where it could not be asked. */
  async accepts(url: string): Promise<boolean | null> {
    await this.ensure();
    return (await this.#ask('validate', { url }))?.accepted ?? null;
  }

  /** Starts the worker and loads what these addresses need, so that the first alert does not wait for it. */
  async prewarm(urls: string[]): Promise<void> {
    await this.ensure();
    await this.#ask('prewarm', { urls });
  }

  /** Apprise's own description of every service it has; null where it could not be asked. */
  async services(): Promise<unknown> {
    await this.ensure();
    return (await this.#ask('services', {}))?.services ?? null;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#worker?.stop();
  }

  /** The worker's process, for tests that kill it. */
  get workerPid(): number | undefined {
    return this.#worker?.pid;
  }

  async #replace(change: () => Promise<void>): Promise<void> {
    const worker = this.#worker;
    await worker?.quiet(QUIET_MS);
    this.#worker = undefined;
    this.#found = undefined;
    await worker?.stop();
    this.#options.changed();
    try {
      await change();
    } finally {
      this.#lookedFor = JSON.stringify(this.#options.places());
      await this.#look();
    }
  }

  async #look(): Promise<void> {
    const { clock, log, places, changed, workerScript } = this.#options;
    const before = this.#found;
    const found = await discoverApprise(places());
    this.#lookedAt = clock.now();
    const same = before !== undefined && before.path === found?.path && before.kind === found.kind;
    if (!same) {
      void this.#worker?.stop();
      this.#worker =
        found?.kind === 'interpreter' && !this.#stopped
          ? new WorkerClient({ python: found.path, script: workerScript, clock, log, changed })
          : undefined;
    }
    this.#found = found;
    log.log('info', found ? 'Apprise was found' : 'Apprise was not found', { ...found });
    changed();
  }

  async #ask(op: string, payload: Record<string, unknown>): Promise<WorkerAnswer | undefined> {
    const worker = this.#worker;
    if (!worker) return undefined;
    try {
      return await worker.request(op, payload, ASK_TIMEOUT_MS);
    } catch (error) {
      this.#workerFailed(worker, error);
      return undefined;
    }
  }

  #workerFailed(worker: WorkerClient, error: unknown): SendOutcome {
    if (!(error instanceof WorkerError)) return toOutcome({ kind: 'crashed' });
    if (error.code !== 'no_apprise') return toOutcome({ kind: error.code });
    if (worker !== this.#worker) return toOutcome({ kind: 'restarting' });
    // It was there when it was looked for: removed or upgraded meanwhile.
    this.#found = undefined;
    this.#worker = undefined;
    return MISSING;
  }

  #mode = (found: FoundApprise): EngineMode => (found.kind === 'interpreter' ? 'worker' : 'command');
}

function fromAnswer(answer: WorkerAnswer): SendOutcome {
  if (answer.ok) return { ok: true, ms: answer.ms ?? 0 };
  return toOutcome({
    kind: answer.kind ?? 'crashed',
    status: answer.status,
    retryAfterMs: answer.retryAfterMs,
  });
}
