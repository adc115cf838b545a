import type { Clock, Timer } from '../../ports.ts';
import type { WorkerAnswer } from './protocol.ts';

export type WorkerErrorCode = 'gone' | 'restarting' | 'timeout' | 'too_large' | 'no_apprise';

/** The worker did not answer. Its text never holds anything of the request. */
export class WorkerError extends Error {
  readonly code: WorkerErrorCode;
  constructor(code: WorkerErrorCode) {
    super(`The Apprise worker: ${code}.`);
    this.code = code;
  }
}

interface Open {
  op: string;
  resolve: (answer: WorkerAnswer) => void;
  reject: (error: WorkerError) => void;
  timer: Timer;
}

/** Asked about the worker itself, not for anybody's message. */
const OWN_OPS = new Set(['ping', 'health']);

/** What the worker was asked and has not answered yet. */
export class OpenRequests {
  readonly #clock: Clock;
  readonly #open = new Map<number, Open>();
  #nextId = 1;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get size(): number {
    return this.#open.size;
  }

  /** Without the app's own questions about the worker. */
  get messages(): number {
    return [...this.#open.values()].filter(({ op }) => !OWN_OPS.has(op)).length;
  }

  nextId = (): number => this.#nextId++;

  /** @returns the answer to come; `late` is called when it did not come in time. @throws WorkerError */
  wait(id: number, op: string, timeoutMs: number, late: () => void): Promise<WorkerAnswer> {
    return new Promise((resolve, reject) => {
      // After a stall or a sleep timers fire before the worker's answers are read: one that is there still counts.
      const timer = this.#clock.after(timeoutMs, () =>
        setImmediate(() => {
          if (!this.#open.has(id)) return;
          this.fail(id, 'timeout');
          late();
        }),
      );
      this.#open.set(id, { op, resolve, reject, timer });
    });
  }

  settle(id: number, answer: WorkerAnswer): void {
    this.#take(id)?.resolve(answer);
  }

  fail(id: number, code: WorkerErrorCode): void {
    this.#take(id)?.reject(new WorkerError(code));
  }

  failAll(code: WorkerErrorCode): void {
    for (const id of [...this.#open.keys()]) this.fail(id, code);
  }

  #take(id: number): Open | undefined {
    const open = this.#open.get(id);
    this.#open.delete(id);
    open?.timer.cancel();
    return open;
  }
}
