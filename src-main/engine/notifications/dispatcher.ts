import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { AuditLog } from '../audit/entry.ts';
import { formatMessage } from '../audit/message.ts';
import type { Clock, Logger, Random } from '../ports.ts';
import type { Batch } from './batch.ts';
import { type Channel, NOT_HANDED_OVER, OS_CHANNEL, SEND_TIMEOUT_MS, type SendOutcome } from './channel.ts';
import { Lane } from './lane.ts';
import type { Claim, ClaimedRow, Outbox } from './outbox.ts';
import { isGone, REMOVED_REASON } from './removal.ts';
import { isLate, settle } from './retry.ts';
import type { StoredTarget } from './targets.ts';
import { withTimeout } from './timeout.ts';

export interface DispatcherOptions {
  outbox: Outbox;
  batch: Batch;
  clock: Clock;
  random: Random;
  log: Logger;
  audit: () => AuditLog;
  event: (id: number) => AuditEvent | undefined;
  target: (id: string) => StoredTarget | undefined;
  /** Carries everything but this computer's own notifications. */
  apprise: Channel;
  /** Deliveries changed. */
  changed: () => void;
  locale?: string;
}

/** How soon the lanes are looked at again after the database could not be read. */
const READ_PAUSE_MS = 5_000;

interface Result {
  row: ClaimedRow;
  outcome: SendOutcome;
  event: AuditEvent | undefined;
}

/**
 * Sends what the outbox holds, one lane per target. Runs only in the process that holds the monitoring lock,
 * between `start` and `stop`.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #lanes = new Map<string, Lane<Result>>();
  readonly #restListeners = new Set<() => void>();
  #osChannel: Channel | undefined;
  #running = false;
  #wakeScheduled = false;

  constructor(options: DispatcherOptions) {
    this.#options = options;
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
    const recovered = this.#options.outbox.recover();
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
   * Resolves when no lane has anything that is due (`idle`), or when nothing waits any more at all (`empty`),
   * or after `ms`. @returns whether that was reached.
   */
  async drain(ms: number, until: 'idle' | 'empty' = 'idle'): Promise<boolean> {
    // Whatever was queued in this turn has reached its lane after two more.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    if (this.#isDrained(until)) return true;
    // The clock's timers keep no process alive, but a command line that waits for its deliveries must be.
    const hold = setInterval(() => {}, 60_000);
    return new Promise<boolean>((resolve) => {
      const end = (reached: boolean) => {
        this.#restListeners.delete(check);
        timer.cancel();
        clearInterval(hold);
        resolve(reached);
      };
      const check = () => {
        if (this.#isDrained(until)) end(true);
      };
      const timer = this.#options.clock.after(ms, () => end(false));
      this.#restListeners.add(check);
    });
  }

  #isDrained(until: 'idle' | 'empty'): boolean {
    if (this.#wakeScheduled) return false;
    return [...this.#lanes.values()].every(
      (lane) => !lane.busy && (until === 'idle' || lane.waitingUntil === null),
    );
  }

  #isOpen(targetId: string): boolean {
    if (targetId === OS_CHANNEL) return this.#osChannel !== undefined;
    const target = this.#options.target(targetId);
    return target?.enabled === true && target.removedAt === null;
  }

  #lane(targetId: string): Lane<Result> {
    const known = this.#lanes.get(targetId);
    if (known && !known.stopped) return known;
    const lane = new Lane<Result>(
      {
        next: (finished) => this.#options.batch(() => this.#next(targetId, finished)),
        send: (row) => this.#send(row),
        storageFailed: (error) =>
          this.#options.log.log('error', 'a delivery could not be stored', {
            targetId,
            error: String(error),
          }),
        rested: () => {
          for (const listener of [...this.#restListeners]) listener();
        },
      },
      this.#options.clock,
    );
    this.#lanes.set(targetId, lane);
    return lane;
  }

  /** In one transaction: how the last attempt ended, the event where it ended for good, and the next row. */
  #next(targetId: string, finished: Result | undefined): Claim {
    const { outbox, clock } = this.#options;
    if (finished) this.#store(finished);
    if (finished) this.#options.changed();
    return this.#running && this.#isOpen(targetId) ? outbox.claim(targetId, clock.now()) : { kind: 'empty' };
  }

  #store({ row, outcome, event }: Result): void {
    const { outbox, clock, random, log } = this.#options;
    const now = clock.now();
    if (!outcome.ok && this.#isGone(row.targetId, now)) {
      this.#end(row, now);
      return;
    }
    const state = settle(row.state, outcome, now, random.next());
    outbox.settle(row, state, now, outcome.ok ? outcome.ms : null);
    if (outcome.ok) return;
    const fields = {
      targetId: row.targetId,
      eventId: row.eventId,
      attempts: state.attempts,
      reason: outcome.reason,
    };
    if (state.status === 'failed') {
      log.log('warn', 'a notification could not be delivered', fields);
      this.#recordFailure(row, outcome.reason, state.attempts, event);
    } else if (state.status === 'queued') {
      log.log('info', 'a notification goes again later', { ...fields, nextAttemptAt: state.nextAttemptAt });
    }
  }

  /** Its target was removed for good while it was under way: nobody would ever take it up again. */
  #end(row: ClaimedRow, now: number): void {
    const state = { ...row.state, status: 'failed' as const, nextAttemptAt: null, lastError: REMOVED_REASON };
    this.#options.outbox.settle(row, state, now, null);
  }

  #isGone(targetId: string, now: number): boolean {
    return targetId !== OS_CHANNEL && isGone(this.#options.target(targetId), now);
  }

  #recordFailure(row: ClaimedRow, reason: string, attempts: number, event: AuditEvent | undefined): void {
    this.#options.audit().record({
      action: 'notification.send_failed',
      accountId: event?.account ?? null,
      actor: 'this computer',
      target: row.targetLabel,
      details: {
        reason,
        attempts,
        eventId: row.eventId,
        targetId: row.targetId,
        ...(event ? { alert: `${event.label}: ${event.target}` } : {}),
      },
    });
  }

  /** Never rejects: a row without an outcome would stay `sending` until the next start. */
  async #send(row: ClaimedRow): Promise<Result> {
    let event: AuditEvent | undefined;
    try {
      event = this.#options.event(row.eventId);
      return { row, event, outcome: await this.#attempt(row, event) };
    } catch (error) {
      this.#options.log.log('error', 'a message could not be made', { eventId: row.eventId, error });
      return { row, event, outcome: NOT_HANDED_OVER };
    }
  }

  async #attempt(row: ClaimedRow, event: AuditEvent | undefined): Promise<SendOutcome> {
    const { clock, apprise, locale } = this.#options;
    if (!event) return { ok: false, permanent: true, reason: 'The event is not in the log any more.' };
    const channel = row.targetId === OS_CHANNEL ? this.#osChannel : apprise;
    if (!channel)
      return {
        ok: false,
        permanent: false,
        unavailable: true,
        reason: 'This computer shows no notifications now.',
      };
    const late = isLate(Date.parse(event.at), clock.now());
    const message = { ...formatMessage(event, { now: clock.now(), late, locale }), event };
    const until = clock.now() + SEND_TIMEOUT_MS;
    return withTimeout(clock, SEND_TIMEOUT_MS, channel.send(message, row.targetId, until), {
      ok: false,
      permanent: false,
      reason: 'No answer within 20 seconds.',
    });
  }
}
