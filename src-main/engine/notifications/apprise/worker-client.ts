import type { WorkerHealth } from '../../../../src-shared/views/delivery-engine.ts';
import type { Clock, Logger } from '../../ports.ts';
import { createLineReader } from './lines.ts';
import { OpenRequests, WorkerError } from './open-requests.ts';
import { MAX_ANSWER_BYTES, MAX_LINE_BYTES, parseAnswer, type WorkerAnswer } from './protocol.ts';
import { Restarts } from './restarts.ts';
import { type WorkerProcess, workerStarter } from './worker-process.ts';

export interface WorkerClientOptions {
  python: string;
  script: string;
  clock: Clock;
  log: Logger;
  /** It started, died or was found unable to start. */
  changed: () => void;
}

const READY_TIMEOUT_MS = 30_000;
const PING_TIMEOUT_MS = 5_000;
/** A message waits this long for a restart; with a longer pause it goes back to the outbox. */
const LONGEST_PATIENCE_MS = 5_000;
const MAX_IN_FLIGHT = 1_000;
const QUIET_POLL_MS = 50;

/** One long-lived worker process: started by the first request, and again with a growing delay when it dies. */
export class WorkerClient {
  readonly #options: WorkerClientOptions;
  readonly #open: OpenRequests;
  readonly #restarts = new Restarts();
  #process: WorkerProcess | undefined;
  #ready: Promise<void> | undefined;
  #isReady = false;
  #startedAt: number | undefined;
  #deaths = 0;
  #memoryMb: number | null = null;
  #version: string | undefined;
  #stopped = false;

  constructor(options: WorkerClientOptions) {
    this.#options = options;
    this.#open = new OpenRequests(options.clock);
  }

  /** Apprise's version, once it has started. */
  get version(): string | undefined {
    return this.#version;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Null before its first start. `restarts`: deaths that it came back from or will. */
  get health(): WorkerHealth | null {
    if (this.#startedAt === undefined) return null;
    const state = this.#isReady ? 'running' : this.#deaths > 0 ? 'restarting' : 'starting';
    return {
      state,
      startedAt: this.#isReady ? new Date(this.#startedAt).toISOString() : null,
      restarts: this.#deaths,
      inFlight: this.#open.messages,
      memoryMb: this.#isReady ? this.#memoryMb : null,
    };
  }

  /** Asks the running one how much memory it takes; never starts it. @returns whether that changed. */
  async refreshHealth(): Promise<boolean> {
    if (!this.#isReady) return false;
    const before = this.#memoryMb;
    try {
      const { rssKb } = await this.request('health', {}, PING_TIMEOUT_MS);
      this.#memoryMb = typeof rssKb === 'number' ? Math.round(rssKb / 1024) : null;
    } catch {
      this.#memoryMb = null;
    }
    return before !== this.#memoryMb;
  }

  /** @throws WorkerError */
  async request(op: string, payload: Record<string, unknown>, timeoutMs: number): Promise<WorkerAnswer> {
    await this.started();
    const process = this.#process;
    if (!process) throw new WorkerError('gone');
    const id = this.#open.nextId();
    const line = `${JSON.stringify({ ...payload, id, op })}\n`;
    if (Buffer.byteLength(line) > MAX_LINE_BYTES) throw new WorkerError('too_large');
    if (this.#open.size >= MAX_IN_FLIGHT) throw new WorkerError('timeout');
    const answer = this.#open.wait(id, op, timeoutMs, () => {
      if (op === 'ping') process.kill('SIGKILL');
      else void this.#ping();
    });
    process.stdin.write(line, (error) => {
      if (error) this.#open.fail(id, 'gone');
    });
    return answer;
  }

  /** Resolves when no request waits for its answer any more, or after `ms`. */
  async quiet(ms: number): Promise<void> {
    const { clock } = this.#options;
    const end = clock.now() + ms;
    while (this.#open.size > 0 && clock.now() < end)
      await new Promise<void>((resolve) => void clock.after(QUIET_POLL_MS, resolve));
  }

  /** Ends the process; requests in flight fail as `gone`. */
  async stop(): Promise<void> {
    this.#stopped = true;
    const process = this.#process;
    if (!process) return;
    process.kill('SIGKILL');
    await process;
  }

  /** After a silence: a worker that cannot even say ping is killed, and started again. */
  async #ping(): Promise<void> {
    try {
      await this.request('ping', {}, PING_TIMEOUT_MS);
    } catch {
      this.#options.log.log('warn', 'the Apprise worker does not answer');
    }
  }

  /** Resolves when it is ready for requests, starting it where needed. @throws WorkerError */
  async started(): Promise<void> {
    if (this.#stopped) throw new WorkerError('gone');
    if (this.#ready !== undefined) return this.#ready;
    const wait = this.#restarts.waitMs(this.#options.clock.now());
    if (wait > LONGEST_PATIENCE_MS) throw new WorkerError('restarting');
    this.#ready = wait > 0 ? this.#startAfter(wait) : this.#start();
    // A failed start is told to every caller; without one it must not count as unhandled.
    this.#ready.catch(() => {});
    return this.#ready;
  }

  async #startAfter(ms: number): Promise<void> {
    await new Promise<void>((resolve) => void this.#options.clock.after(ms, resolve));
    if (!this.#stopped) return this.#start();
    throw new WorkerError('gone');
  }

  async #start(): Promise<void> {
    const { python, script, clock } = this.#options;
    const start = await workerStarter();
    if (this.#stopped) throw new WorkerError('gone');
    this.#startedAt = clock.now();
    const process = start(python, script);
    this.#process = process;
    return new Promise((resolve, reject) => {
      const timer = clock.after(READY_TIMEOUT_MS, () => process.kill('SIGKILL'));
      this.#read(process, () => {
        timer.cancel();
        resolve();
      });
      void process.then(() => {
        timer.cancel();
        this.#ended(process);
        // Without effect once it was ready; else this Python cannot run the worker, whatever the cause.
        reject(new WorkerError('no_apprise'));
      });
    });
  }

  #read(process: WorkerProcess, ready: () => void): void {
    const read = createLineReader(MAX_ANSWER_BYTES, (line) => {
      const answer = parseAnswer(line);
      if (!answer) return this.#options.log.log('debug', 'the Apprise worker wrote a line that is no answer');
      if (answer.ready && this.#process === process) {
        this.#version = answer.version;
        this.#isReady = true;
        ready();
        this.#options.changed();
      }
      if (answer.id !== null) this.#open.settle(answer.id, answer);
    });
    process.stdout.on('data', read);
    // A pipe to a dead process: the exit tells all there is to tell.
    process.stdin.on('error', () => {});
    process.stdout.on('error', () => {});
  }

  #ended(process: WorkerProcess): void {
    if (this.#process !== process) return;
    const { clock, log } = this.#options;
    const [now, startedAt, wasReady] = [clock.now(), this.#startedAt ?? 0, this.#isReady];
    this.#process = undefined;
    this.#ready = undefined;
    this.#isReady = false;
    this.#restarts.died(startedAt, now);
    this.#open.failAll('gone');
    if (!this.#stopped) {
      this.#deaths++;
      log.log('warn', 'the Apprise worker ended', { livedMs: now - startedAt });
      if (wasReady) this.#comeBack();
    }
    this.#options.changed();
  }

  /** Before the next alert needs it. One that never was ready waits for a request, which tells what is wrong. */
  #comeBack(): void {
    const { clock } = this.#options;
    clock.after(this.#restarts.waitMs(clock.now()), () => void this.started().catch(() => {}));
  }
}
