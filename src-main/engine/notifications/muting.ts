import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import { isAboutSubjects } from '../../../src-shared/event-subjects.ts';
import type { MuteView } from '../../../src-shared/views/notifications.ts';
import type { Clock, Logger, Timer } from '../ports.ts';
import type { Db } from '../storage/open.ts';
import { createHiding } from './hiding.ts';
import { createMuteRepository } from './mutes.ts';
import type { Outbox } from './outbox.ts';
import type { Recipients } from './recipients.ts';

export interface MutingOptions {
  db: Db;
  clock: Clock;
  log: Logger;
  outbox: Outbox;
  recipients: Recipients;
  event: (id: number) => AuditEvent | undefined;
  /** Whether a domain or mailbox is still there. */
  isKnown: (subject: string) => boolean;
  /** What was hidden was queued. */
  released: () => void;
  /** Mutes began or ended. */
  changed: () => void;
}

const PAUSE_MS = 60_000;
/** Timers do not follow a clock that is set. */
const LONGEST_WAIT_MS = 10 * 60_000;

/**
 * Mutes of single domains and mailboxes. Only notifications are muted: log and overview stay complete. What still
 * stands when a mute is over is told then, exactly once. One that is set again before that goes on hiding it.
 */
export class Muting {
  readonly #options: MutingOptions;
  readonly #mutes;
  readonly #hiding;
  #running = false;
  #timer: Timer | undefined;

  constructor(options: MutingOptions) {
    const { db, clock, event, isKnown, recipients, outbox } = options;
    this.#options = options;
    this.#mutes = createMuteRepository(db);
    const queue = (about: AuditEvent, subject: string): number => {
      const to = recipients(about);
      outbox.insert(about, to, clock.now(), subject);
      return to.length;
    };
    this.#hiding = createHiding({ db, event, isKnown, queue });
  }

  /** Those that hold now, the first to end first. */
  current(): MuteView[] {
    return this.#mutes.current(this.#options.clock.now()).map(({ subject, since, until }) => ({
      subject,
      since: new Date(since).toISOString(),
      until: new Date(until).toISOString(),
    }));
  }

  /** From now until `until`, milliseconds since the epoch; where one holds already, its end changes. */
  add(subject: string, until: number): void {
    this.#mutes.set(subject, until, this.#options.clock.now());
    this.#options.changed();
    this.#plan();
  }

  /** @returns whether there was one. Call `wake` after the transaction: what still stands is told. */
  remove(subject: string): boolean {
    const ended = this.#mutes.end(subject, this.#options.clock.now());
    if (ended) this.#options.changed();
    return ended;
  }

  /** Which of its subjects were muted when it was recorded. */
  mutedIn(event: AuditEvent): string[] {
    return this.#hiding.mutedIn(event);
  }

  /** What may be told of an event: without what was muted, or `subject` alone. Undefined: nothing. */
  told(event: AuditEvent, subject: string | null): AuditEvent | undefined {
    return this.#hiding.told(event, subject);
  }

  /**
   * Called inside the transaction that records the event: decides what is muted of it. A target may bear the name of
   * a muted domain: what happens to it is still told.
   * @returns what may be told of it now.
   */
  decide(event: AuditEvent): AuditEvent | undefined {
    return isAboutSubjects(event.action) ? this.#hiding.decide(event, this.#subjects()) : event;
  }

  /** From now on, what a mute hid is told when it is over. Only in the process that delivers. */
  start(): void {
    this.#running = true;
    this.wake();
  }

  stop(): void {
    this.#running = false;
    this.#timer?.cancel();
  }

  /** Mutes changed elsewhere, or the clock did. */
  wake(): void {
    if (!this.#running) return;
    try {
      this.#release();
      this.#plan();
    } catch (error) {
      const { log, clock } = this.#options;
      log.log('error', 'what a mute hid could not be looked at', { error: String(error) });
      this.#timer?.cancel();
      this.#timer = clock.after(PAUSE_MS, () => this.wake());
    }
  }

  #plan(): void {
    if (!this.#running) return;
    const { clock } = this.#options;
    this.#timer?.cancel();
    const [next] = this.#mutes.current(clock.now());
    if (next)
      this.#timer = clock.after(Math.min(next.until - clock.now(), LONGEST_WAIT_MS), () => {
        this.wake();
        if (clock.now() >= next.until) this.#options.changed();
      });
  }

  #release(): void {
    const { db, clock, released } = this.#options;
    if (this.#hiding.isEmpty() && !this.#mutes.isAnyOver(clock.now())) return;
    const queued = db
      .transaction(() => {
        const now = clock.now();
        this.#mutes.forgetOver(now);
        return this.#hiding.release(this.#subjects(now));
      })
      .immediate();
    if (queued > 0) released();
  }

  #subjects(now = this.#options.clock.now()): Set<string> {
    return new Set(this.#mutes.current(now).map(({ subject }) => subject));
  }
}
