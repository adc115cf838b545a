import type { Clock, Logger } from '../ports.ts';
import type { Batch } from './batch.ts';
import { type Channel, OS_CHANNEL } from './channel.ts';
import type { Claim, Claims } from './claims.ts';
import { type Burst, CALM, cutShort } from './digest.ts';
import { Drain } from './drain.ts';
import { Lane } from './lane.ts';
import type { Outbox } from './outbox.ts';
import type { Sender, SentParcel } from './sending.ts';
import type { Settle } from './settling.ts';
import type { StoredTarget } from './targets.ts';

export interface DispatcherOptions {
  outbox: Outbox;
  claims: Claims;
  batch: Batch;
  clock: Clock;
  log: Logger;
  target: (id: string) => StoredTarget | undefined;
  sender: Sender;
  settle: Settle;
  /** Deliveries changed. */
  changed: () => void;
}

/** How soon the lanes are looked at again after the database could not be read. */
const READ_PAUSE_MS = 5_000;

/**
 * Sends what the outbox holds, one lane per target. Runs only in the process that holds the monitoring lock,
 * between `start` and `stop`.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #lanes = new Map<string, Lane<SentParcel>>();
  readonly #bursts = new Map<string, Burst>();
  readonly #drain: Drain;
  #osChannel: Channel | undefined;
  #running = false;
  #wakeScheduled = false;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#drain = new Drain(options.clock, (until) => this.#isDrained(until));
  }

  get running(): boolean {
    return this.#running;
  }

  get osChannel(): Channel | undefined {
    return this.#osChannel;
  }

  setOsChannel(channel: Channel | undefined): void {
    this.#osChannel = channel;
    this.wake();
  }

  start(): void {
    if (this.#running) return;
    const recovered = this.#options.outbox.recover(this.#options.clock.now());
    this.#running = true;
    if (recovered > 0) this.#options.log.log('info', 'deliveries of an earlier run go again', { recovered });
    this.wake();
  }

  /** Nothing new is begun. What is under way is stored when it ends; `drain` waits for that. */
  stop(): void {
    this.#running = false;
    for (const lane of this.#lanes.values()) lane.stop();
  }

  /** Looks for work after the current transaction: rows were queued, a target was switched on, the clock jumped. */
  wake(): void {
    if (!this.#running || this.#wakeScheduled) return;
    this.#wakeScheduled = true;
    setImmediate(() => {
      this.#wakeScheduled = false;
      if (!this.#running) return;
      try {
        for (const targetId of this.#options.outbox.openLanes()) {
          if (this.#isOpen(targetId)) this.#lane(targetId).wake();
        }
      } catch (error) {
        const { log, clock } = this.#options;
        log.log('error', 'the outbox could not be read', { error: String(error) });
        clock.after(READ_PAUSE_MS, () => this.wake());
      }
    });
  }

  /** The network is back: what failed without it does not wait for hours. */
  retryWaiting(): void {
    if (!this.#running) return;
    this.#options.outbox.hurry(this.#options.clock.now());
    this.wake();
  }

  /** Also tries at once what could not be tried at all, e.g. after Apprise was installed. */
  retryUntried(): void {
    if (!this.#running) return;
    this.#options.outbox.retryUntried();
    this.wake();
  }

  /**
   * Resolves when no lane has anything that is due (`idle`), or when nothing waits any more but for the end of quiet
   * hours (`empty`), or after `ms`. What waits for the end of a burst's minute goes now. @returns whether that was reached.
   */
  drain(ms: number, until: 'idle' | 'empty' = 'idle'): Promise<boolean> {
    const now = this.#options.clock.now();
    for (const [targetId, burst] of this.#bursts) this.#bursts.set(targetId, cutShort(burst, now));
    this.wake();
    return this.#drain.wait(ms, until);
  }

  #isDrained(until: 'idle' | 'empty'): boolean {
    if (this.#wakeScheduled) return false;
    return [...this.#lanes.values()].every(
      (lane) => !lane.busy && (until === 'idle' || lane.waitingUntil === null || lane.quiet),
    );
  }

  #isOpen(targetId: string): boolean {
    if (targetId === OS_CHANNEL) return this.#osChannel !== undefined;
    const target = this.#options.target(targetId);
    return target?.enabled === true && target.removedAt === null;
  }

  #lane(targetId: string): Lane<SentParcel> {
    const known = this.#lanes.get(targetId);
    if (known && !known.stopped) return known;
    const { batch, clock, log, sender } = this.#options;
    const lane = new Lane<SentParcel>(
      {
        next: (finished) => batch(() => this.#next(targetId, finished)),
        send: ({ rows, burst }) => {
          // Only now that the claim is stored: an undone one must not count.
          this.#bursts.set(targetId, burst);
          return sender.send(rows, targetId === OS_CHANNEL ? this.#osChannel : undefined);
        },
        storageFailed: (error) =>
          log.log('error', 'a delivery could not be stored', { targetId, error: String(error) }),
        rested: () => this.#drain.look(),
      },
      clock,
    );
    this.#lanes.set(targetId, lane);
    return lane;
  }

  /** In one transaction: how the last attempt ended, the event where it ended for good, and what goes next. */
  #next(targetId: string, finished: SentParcel | undefined): Claim {
    const { claims, clock, settle, changed } = this.#options;
    if (finished) {
      settle(finished);
      changed();
    }
    if (!this.#running || !this.#isOpen(targetId)) return { kind: 'empty' };
    return claims.claim(targetId, clock.now(), this.#bursts.get(targetId) ?? CALM);
  }
}
