import { execa } from 'execa';
import type { Clock, Logger, Timer } from '../../ports.ts';
import { childEnvironment } from './environment.ts';
import { createLineReader } from './lines.ts';
import { MAX_LINE_BYTES, parseAnswer, type WorkerAnswer } from './protocol.ts';

export type WorkerErrorCode = 'gone' | 'restarting' | 'timeout' | 'too_large' | 'no_apprise';

/** The worker did not answer. Its text never holds anything of the request. */
export class WorkerError extends Error {
  readonly code: WorkerErrorCode;
  constructor(code: WorkerErrorCode) {
    super(`The Apprise worker: ${code}.`);
    this.code = code;
  }
}

export interface WorkerClientOptions {
  python: string;
  script: string;
  clock: Clock;
  log: Logger;
  /** It started, died or was found unable to start. */
  changed: () => void;
}

interface Waiting {
  resolve: (answer: WorkerAnswer) => void;
  reject: (error: WorkerError) => void;
  timer: Timer;
}

type Process = ReturnType<typeof start>;

const READY_TIMEOUT_MS = 30_000;
const PING_TIMEOUT_MS = 5_000;
/** Waits before the second, third … start in a row. */
const RESTART_DELAYS_MS = [0, 1_000, 2_000, 5_000, 15_000, 60_000];
/** A message waits this long for a restart; with a longer pause it goes back to the outbox. */
const LONGEST_PATIENCE_MS = 5_000;
/** A worker that lived this long has recovered. */
const STEADY_AFTER_MS = 60_000;
const MAX_IN_FLIGHT = 1_000;
const QUIET_POLL_MS = 50;

const start = (python: string, script: string) =>
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

/** One long-lived worker process: started by the first request, restarted with a growing delay when it dies. */
export class WorkerClient {
  readonly #options: WorkerClientOptions;
  readonly #waiting = new Map<number, Waiting>();
  #process: Process | undefined;
  #ready: Promise<void> | undefined;
  #startedAt = 0;
  #startsInARow = 0;
  #notBefore = 0;
  #nextId = 1;
  #version: string | undefined;
  #stopped = false;

  constructor(options: WorkerClientOptions) {
    this.#options = options;
  }

  /** Apprise's version, once it has started. */
  get version(): string | undefined {
    return this.#version;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** @throws WorkerError */
  async request(op: string, payload: Record<string, unknown>, timeoutMs: number): Promise<WorkerAnswer> {
    await this.started();
    const process = this.#process;
    if (!process) throw new WorkerError('gone');
    const id = this.#nextId++;
    const line = `${JSON.stringify({ ...payload, id, op })}\n`;
    if (Buffer.byteLength(line) > MAX_LINE_BYTES) throw new WorkerError('too_large');
    if (this.#waiting.size >= MAX_IN_FLIGHT) throw new WorkerError('timeout');
    return new Promise((resolve, reject) => {
      const timer = this.#options.clock.after(timeoutMs, () => {
        this.#waiting.delete(id);
        reject(new WorkerError('timeout'));
        if (op === 'ping') process.kill('SIGKILL');
        else void this.#ping();
      });
      this.#waiting.set(id, { resolve, reject, timer });
      process.stdin.write(line, (error) => {
        if (error) this.#fail(id, 'gone');
      });
    });
  }

  /** Resolves when no request waits for its answer any more, or after `ms`. */
  async quiet(ms: number): Promise<void> {
    const { clock } = this.#options;
    const end = clock.now() + ms;
    while (this.#waiting.size > 0 && clock.now() < end)
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

  /** After a silence: a worker that cannot even say ping is killed, and started again by the next request. */
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
    const wait = this.#notBefore - this.#options.clock.now();
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

  #start(): Promise<void> {
    const { python, script, clock, log } = this.#options;
    this.#startedAt = clock.now();
    const process = start(python, script);
    this.#process = process;
    return new Promise((resolve, reject) => {
      const timer = clock.after(READY_TIMEOUT_MS, () => process.kill('SIGKILL'));
      const read = createLineReader(MAX_LINE_BYTES, (line) => {
        const answer = parseAnswer(line);
        if (!answer) return log.log('debug', 'the Apprise worker wrote a line that is no answer');
        if (answer.ready) {
          timer.cancel();
          this.#version = answer.version;
          resolve();
          this.#options.changed();
        }
        if (answer.id !== null) this.#settle(answer.id, answer);
      });
      process.stdout.on('data', read);
      // A pipe to a dead process: the exit tells all there is to tell.
      process.stdin.on('error', () => {});
      process.stdout.on('error', () => {});
      void process.then(() => {
        timer.cancel();
        this.#ended(process);
        // Without effect once it was ready; else this Python cannot run the worker, whatever the cause.
        reject(new WorkerError('no_apprise'));
      });
    });
  }

  #ended(process: Process): void {
    if (this.#process !== process) return;
    const { clock, log } = this.#options;
    this.#process = undefined;
    this.#ready = undefined;
    const lived = clock.now() - this.#startedAt;
    this.#startsInARow = lived >= STEADY_AFTER_MS ? 1 : this.#startsInARow + 1;
    this.#notBefore =
      clock.now() + (RESTART_DELAYS_MS[this.#startsInARow - 1] ?? RESTART_DELAYS_MS.at(-1) ?? 0);
    for (const id of [...this.#waiting.keys()]) this.#fail(id, 'gone');
    if (!this.#stopped) log.log('warn', 'the Apprise worker ended', { livedMs: lived });
    this.#options.changed();
  }

  #settle(id: number, answer: WorkerAnswer): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    waiting.timer.cancel();
    waiting.resolve(answer);
  }

  #fail(id: number, code: WorkerErrorCode): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    waiting.timer.cancel();
    waiting.reject(new WorkerError(code));
  }
}
