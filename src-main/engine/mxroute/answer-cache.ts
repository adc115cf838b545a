import type { Clock } from '../ports.ts';
import { PRIORITIES, type Priority, type RequestOptions } from './api.ts';
import { cancelled } from './budget.ts';

const REUSED_FOR_MS = 60_000;

/** One read under way: raised when somebody more urgent joins, given up when nobody waits for it any more. */
export interface Read<T> {
  readonly answer: Promise<T>;
  /** When it was last sent: what it says may be as old as that, for a computer may sleep in between. */
  readonly sentAt: number | undefined;
  raise(priority: Priority): void;
  giveUp(): void;
}

interface InFlight {
  read: Read<unknown>;
  consumers: Set<string>;
  waiting: number;
}

interface Kept {
  answer: unknown;
  at: number;
  consumers: Set<string>;
}

/**
 * Identical reads in flight are shared; an answer of the last minute serves every consumer once, so that a second
 * question of the same consumer always reaches MXroute.
 */
export class AnswerCache {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #inFlight = new Map<string, InFlight>();
  readonly #kept = new Map<string, Kept>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** @throws what `start`'s read throws, or MxrouteError `cancelled` once `options.signal` is aborted. */
  async get<T>(path: string, options: RequestOptions, start: () => Read<T>): Promise<T> {
    if (options.signal?.aborted) throw cancelled();
    const kept = this.#fresh(path);
    if (kept && !kept.consumers.has(options.consumer)) {
      kept.consumers.add(options.consumer);
      return structuredClone(kept.answer) as T;
    }
    const shared = this.#young(this.#inFlight.get(path)) ?? this.#start(path, start);
    shared.consumers.add(options.consumer);
    shared.read.raise(options.priority);
    return structuredClone(await this.#wait(path, shared, options.signal)) as T;
  }

  #start(path: string, start: () => Read<unknown>): InFlight {
    const flight: InFlight = { read: start(), consumers: new Set(), waiting: 0 };
    this.#inFlight.set(path, flight);
    flight.read.answer.then(
      (answer) => {
        this.#end(path, flight);
        this.#kept.delete(path);
        this.#kept.set(path, {
          answer,
          at: flight.read.sentAt ?? this.#clock.now(),
          consumers: flight.consumers,
        });
      },
      () => this.#end(path, flight),
    );
    return flight;
  }

  #end(path: string, flight: InFlight): void {
    if (this.#inFlight.get(path) === flight) this.#inFlight.delete(path);
  }

  #wait(path: string, flight: InFlight, signal: AbortSignal | undefined): Promise<unknown> {
    flight.waiting++;
    return new Promise((resolve, reject) => {
      const leave = () => {
        flight.waiting--;
        if (flight.waiting === 0) {
          this.#end(path, flight);
          flight.read.giveUp();
        }
        reject(cancelled());
      };
      signal?.addEventListener('abort', leave, { once: true });
      const settle = () => signal?.removeEventListener('abort', leave);
      flight.read.answer.then(resolve, reject).finally(settle);
    });
  }

  /** One that was sent before this computer slept tells how things were then. */
  #young(flight: InFlight | undefined): InFlight | undefined {
    const sentAt = flight?.read.sentAt;
    return sentAt === undefined || Math.abs(this.#clock.now() - sentAt) < REUSED_FOR_MS ? flight : undefined;
  }

  #fresh(path: string): Kept | undefined {
    const now = this.#clock.now();
    // A clock that went back must not make an answer young again.
    for (const [key, kept] of this.#kept)
      if (now - kept.at >= REUSED_FOR_MS || now < kept.at) this.#kept.delete(key);
      else break;
    const kept = this.#kept.get(path);
    return kept && Math.abs(now - kept.at) < REUSED_FOR_MS ? kept : undefined;
  }
}

export const mostUrgent = (a: Priority, b: Priority): Priority =>
  PRIORITIES.indexOf(a) <= PRIORITIES.indexOf(b) ? a : b;
