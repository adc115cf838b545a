import { withIcon } from '../../../../src-shared/notification-url/icon.ts';
import type { Clock, Logger } from '../../ports.ts';
import { type OutgoingMessage, SEND_TIMEOUT_MS, type SendOutcome } from '../channel.ts';
import type { DiscoveryOptions, FoundApprise } from './discovery.ts';
import { absentStatus, type EngineStatus, foundStatus, modeOf } from './engine-status.ts';
import { AppriseFinder } from './finder.ts';
import { WorkerError } from './open-requests.ts';
import { appAsset, type WorkerAnswer } from './protocol.ts';
import { toOutcome } from './reasons.ts';
import { ServiceCount } from './service-count.ts';
import { type TargetProblem, targetProblem } from './warnings.ts';
import { WorkerClient } from './worker-client.ts';

export type { EngineStatus } from './engine-status.ts';

export interface AppriseEngineOptions {
  clock: Clock;
  log: Logger;
  /** Where assets/apprise_worker.py lies. */
  workerScript: string;
  /** The places to look at, as they are now. */
  places: () => DiscoveryOptions;
  /** Address of the picture that alerts carry, as it is now. */
  icon?: () => string | null;
  /** Found, lost or restarted, or more is known about it. */
  changed: () => void;
}

/** The worker's own deadline is a little sooner than the dispatcher's, so that its reason is the one that is told. */
const WORKER_MARGIN_MS = 1_000;
const ASK_TIMEOUT_MS = 10_000;
/** What is under way gets this long to end before the worker is replaced. */
const QUIET_MS = 10_000;
/** A message that waited for the engine until less than this was left is not begun: it goes again instead. */
const SHORTEST_SEND_MS = 5_000;
const HEALTH_EVERY_MS = 5_000;

const MISSING: SendOutcome = {
  ok: false,
  permanent: false,
  unavailable: true,
  reason: 'Apprise, which delivers the alerts, was not found on this computer.',
};

/** Apprise on this computer: runs it as a worker, or as a command where only that works. */
export class AppriseEngine {
  readonly #options: AppriseEngineOptions;
  readonly #finder: AppriseFinder;
  readonly #count: ServiceCount;
  #worker: WorkerClient | undefined;
  #healthAskedAt = Number.NEGATIVE_INFINITY;
  #stopped = false;

  constructor(options: AppriseEngineOptions) {
    this.#options = options;
    const { clock, log, places, changed } = options;
    this.#count = new ServiceCount(changed);
    this.#finder = new AppriseFinder({
      clock,
      log,
      places,
      replaced: (found) => this.#use(found),
      quiet: async () => this.#worker?.quiet(QUIET_MS),
      looked: changed,
    });
  }

  /** Which Apprise is in use, looking for it where needed. */
  ensure = (): Promise<FoundApprise | undefined> => this.#finder.ensure();
  /** Looks again now, e.g. after an installation. */
  rediscover = (): Promise<void> => this.#finder.rediscover();
  /** See AppriseFinder: messages wait meanwhile. */
  replace = (change: () => Promise<void>): Promise<void> => this.#finder.replace(change);

  status(): EngineStatus {
    const { found, mark, undecided } = this.#finder;
    if (!found) return absentStatus(undecided);
    const worker = this.#worker?.health ?? null;
    return foundStatus(found, this.#options.places().settingsPath, {
      services: this.#count.of(mark),
      worker,
    });
  }

  /** Somebody looks at the engine: what takes a moment is asked in the background and announced by `changed`. */
  refresh(): void {
    const { found, mark } = this.#finder;
    if (!found || this.#stopped) return;
    this.#count.ask(found, mark);
    const now = this.#options.clock.now();
    if (Math.abs(now - this.#healthAskedAt) < HEALTH_EVERY_MS) return;
    this.#healthAskedAt = now;
    void this.#worker?.refreshHealth().then((changed) => changed && this.#options.changed());
  }

  /** What the Apprise in use would do wrong with this address. */
  problem(url: string): TargetProblem | undefined {
    const { found } = this.#finder;
    return found ? targetProblem(found.version, modeOf(found), url) : undefined;
  }

  /** `until`: see Channel. Whatever outlives the dispatcher's patience would arrive and be sent again. */
  async send(
    url: string,
    message: OutgoingMessage,
    lane: string,
    until = this.#options.clock.now() + SEND_TIMEOUT_MS,
  ): Promise<SendOutcome> {
    const left = () => Math.min(SEND_TIMEOUT_MS, until - this.#options.clock.now()) - WORKER_MARGIN_MS;
    const found = await this.ensure();
    if (!found) return MISSING;
    const problem = this.problem(url);
    if (problem?.fatal) return { ok: false, permanent: true, reason: problem.message };
    const worker = this.#worker;
    const icon = this.#options.icon?.() ?? null;
    const address = withIcon(url, icon ?? '');
    if (!worker) {
      const { sendByCommand } = await import('./command.ts');
      return left() < SHORTEST_SEND_MS
        ? toOutcome({ kind: 'restarting' })
        : sendByCommand(found.path, address, message, left());
    }
    const { title, body, markdown = '', type } = message;
    try {
      await worker.started();
      const timeoutMs = left();
      if (timeoutMs < SHORTEST_SEND_MS) return toOutcome({ kind: 'restarting' });
      const asset = appAsset(icon);
      const payload = { lane, url: address, title, body, markdown, type, timeoutMs, asset };
      const answer = await worker.request('send', payload, SEND_TIMEOUT_MS);
      return (await this.#isOutdated(worker, answer))
        ? toOutcome({ kind: 'restarting' })
        : fromAnswer(answer);
    } catch (error) {
      return this.#workerFailed(worker, error);
    }
  }

  /** Apprise's own verdict on an address; null where it could not be asked. */
  async accepts(url: string): Promise<boolean | null> {
    await this.ensure();
    const answer = await this.#ask('validate', { url });
    if (answer?.accepted === false && (await this.#finder.changedOnDisk()))
      return (await this.#ask('validate', { url }))?.accepted ?? null;
    return answer?.accepted ?? null;
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
    this.#finder.stop();
    this.#count.stop();
    await this.#worker?.stop();
  }

  /** The worker's process, for tests that kill it. */
  get workerPid(): number | undefined {
    return this.#worker?.pid;
  }

  #use(found: FoundApprise | undefined): void {
    const { clock, log, workerScript: script, changed } = this.#options;
    void this.#worker?.stop();
    this.#healthAskedAt = Number.NEGATIVE_INFINITY;
    this.#worker =
      found?.kind === 'interpreter' && !this.#stopped
        ? new WorkerClient({ python: found.path, script, clock, log, changed })
        : undefined;
  }

  /** A worker whose Apprise was taken away or is being upgraded knows no service: that says nothing of the address. */
  async #isOutdated(worker: WorkerClient, { ok, kind }: WorkerAnswer): Promise<boolean> {
    if (ok || (kind !== 'url' && kind !== 'crashed')) return false;
    return worker !== this.#worker || (await this.#finder.changedOnDisk());
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
    this.#finder.lost();
    return MISSING;
  }
}

function fromAnswer(answer: WorkerAnswer): SendOutcome {
  if (answer.ok) return { ok: true, ms: answer.ms ?? 0 };
  return toOutcome({
    kind: answer.kind ?? 'crashed',
    status: answer.status,
    retryAfterMs: answer.retryAfterMs,
  });
}
