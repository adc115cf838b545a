import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import {
  isAboutSubjects,
  reducedTo,
  subjectsOf,
  topicOf,
  topicsOf,
} from '../../../src-shared/event-subjects.ts';
import type { MuteView } from '../../../src-shared/views.ts';
import type { Clock, Logger, Timer } from '../ports.ts';
import type { Db } from '../storage/open.ts';
import { createHiddenAlerts, type HiddenAlert } from './hidden-alerts.ts';
import { isToldAfter, type Mute } from './mute-rule.ts';
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
  /** Whether a domain or mailbox is still there: of one that was deleted nothing stands any more. */
  isKnown: (subject: string) => boolean;
  /** What was hidden was queued. */
  released: () => void;
  /** Mutes began or ended. */
  changed: () => void;
}

const KEPT_MS = 30 * 86_400_000;
const PAUSE_MS = 60_000;
/** Timers do not follow a clock that is set. */
const LONGEST_WAIT_MS = 10 * 60_000;

/**
 * Mutes of single domains and mailboxes. Only notifications are muted: log and overview stay complete. What still
 * stands when a mute is over is told then, exactly once: that it was hidden is stored together with the event, and
 * taken away together with the queueing of its deliveries.
 */
export class Muting {
  readonly #options: MutingOptions;
  readonly #mutes;
  readonly #hidden;
  #running = false;
  #timer: Timer | undefined;

  constructor(options: MutingOptions) {
    this.#options = options;
    this.#mutes = createMuteRepository(options.db);
    this.#hidden = createHiddenAlerts(options.db);
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

  /** Which of its subjects were muted when it happened. */
  mutedIn(event: AuditEvent): string[] {
    const mutes = this.#at(event);
    return mutes.length === 0 ? [] : subjectsOf(event).filter((subject) => isAmong(mutes, subject));
  }

  /** What may be told of an event: without what was muted, or `subject` alone. Undefined: nothing. */
  told(event: AuditEvent, subject: string | null = null): AuditEvent | undefined {
    if (subject !== null) return reducedTo(event, (one) => one === subject);
    const mutes = this.#at(event);
    return mutes.length === 0 ? event : reducedTo(event, (one) => !isAmong(mutes, one));
  }

  /** Called inside the transaction that records the event: remembers what is hidden of it. */
  note(event: AuditEvent): void {
    const muted = this.mutedIn(event);
    if (muted.length === 0 && this.#hidden.isEmpty()) return;
    const topics = topicsOf(event);
    for (const topic of topics) this.#hidden.remove(topic);
    if (topics.length === 0 || muted.length === 0) return;
    for (const subject of muted)
      this.#hidden.put({ topic: topicOf(event, subject), subject, eventId: event.id });
    // Hidden in the very last moment: nobody else would look at it any more.
    const { clock } = this.#options;
    const current = this.#mutes.current(clock.now());
    if (muted.some((subject) => !isAmong(current, subject))) clock.after(0, () => this.wake());
  }

  /** Forgets mutes that were over long ago. */
  prune(): void {
    this.#mutes.prune(this.#options.clock.now() - KEPT_MS);
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
    if (this.#hidden.isEmpty()) return;
    const { db, clock } = this.#options;
    const queued = db
      .transaction(() => {
        const now = clock.now();
        const muted = this.#mutes.current(now);
        return this.#hidden
          .list()
          .filter(({ subject }) => !isAmong(muted, subject))
          .reduce((count, hidden) => count + this.#tell(hidden, now), 0);
      })
      .immediate();
    if (queued > 0) this.#options.released();
  }

  /** @returns how many deliveries were queued. */
  #tell({ topic, subject, eventId }: HiddenAlert, now: number): number {
    const { event: get, isKnown, recipients, outbox } = this.#options;
    this.#hidden.remove(topic);
    const event = get(eventId);
    if (!event || !isKnown(subject)) return 0;
    const mute = this.#at(event).find((one) => one.subject === subject);
    if (!isToldAfter(event, subject, mute)) return 0;
    const to = recipients(event);
    outbox.insert(event, to, now, subject);
    return to.length;
  }

  /** A target may bear the name of a muted domain: what happens to it is still told. */
  #at(event: AuditEvent): Mute[] {
    return isAboutSubjects(event.action) ? this.#mutes.at(Date.parse(event.at)) : [];
  }
}

const isAmong = (mutes: readonly Mute[], subject: string): boolean =>
  mutes.some((mute) => mute.subject === subject);
