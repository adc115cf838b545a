import { createAuditLog } from '../../../../src-main/engine/audit/log.ts';
import { createEventQueries } from '../../../../src-main/engine/audit/query.ts';
import type {
  Channel,
  OutgoingMessage,
  SendOutcome,
} from '../../../../src-main/engine/notifications/channel.ts';
import type { TargetFilter } from '../../../../src-main/engine/notifications/filters.ts';
import type { Notifications } from '../../../../src-main/engine/notifications/notifications.ts';
import type { OsMessage } from '../../../../src-main/engine/notifications/os-channel.ts';
import { createNotifications } from '../../../../src-main/engine/notifications/service.ts';
import { createTargetRepository } from '../../../../src-main/engine/notifications/targets.ts';
import type { Clock } from '../../../../src-main/engine/ports.ts';
import { type Db, openDatabase } from '../../../../src-main/engine/storage/open.ts';
import type { AuditAction } from '../../../../src-shared/audit-actions.ts';
import type { AuditEvent, EventDetails } from '../../../../src-shared/audit-event.ts';
import { subjectsOf } from '../../../../src-shared/event-subjects.ts';
import { SETTINGS, type SettingKey, type SettingValue } from '../../../../src-shared/settings.ts';
import { MemoryKeychain, TestClock, turns } from './harness.ts';

/** What one message that arrived said: every event and subject in it. */
export interface Arrival {
  lane: string;
  /** `event|subject`; on this computer `event`. */
  told: string[];
  events: number[];
  again: boolean;
}

interface Life {
  db: Db;
  notifications: Notifications;
  alive: boolean;
}

/**
 * The real outbox and dispatcher on a real database file, with channels that fail as told and remember what arrived,
 * on a clock that is moved by hand. A life can be killed: whatever it had begun never comes back to it.
 */
export class DeliveryWorld {
  readonly clock = new TestClock();
  readonly settings: Partial<Record<SettingKey, unknown>> = { 'notifications.enabled': true };
  readonly arrivals: Arrival[] = [];
  /** Arrived, and the answer is on its way. */
  readonly #unanswered = new Set<Arrival>();
  /** Messages whose answer a kill took away: they may come once more. */
  readonly repeatable: Arrival[] = [];
  readonly down = new Set<string>();
  readonly #file: string;
  readonly #random: () => number;
  #life: Life;

  constructor(file: string, random: () => number, subscriptions: AuditAction[]) {
    this.#file = file;
    this.#random = random;
    this.#life = this.#live();
    this.#life.notifications.subscriptions.set(subscriptions);
  }

  get notifications(): Notifications {
    return this.#life.notifications;
  }

  get db(): Db {
    return this.#life.db;
  }

  addTarget(id: string, filter: Partial<TargetFilter>): void {
    createTargetRepository(this.db).insert({
      id,
      label: id,
      service: 'custom',
      maskedUrl: '',
      store: 'database',
      url: 'json://127.0.0.1/',
      envVariable: null,
      events: null,
      minimumSeverity: 'info',
      enabled: true,
      disabledAt: null,
      createdAt: this.clock.now(),
      removedAt: null,
      ...filter,
    });
  }

  record(entries: { action: AuditAction; target: string; details: EventDetails }[]): AuditEvent[] {
    const { db, notifications } = this.#life;
    const audit = createAuditLog({
      db,
      clock: this.clock,
      enqueue: (event) => notifications.enqueue(event),
      recorded: () => {},
    });
    return db.transaction(() =>
      entries.map((entry) => audit.record({ accountId: null, actor: 'monitor', ...entry })),
    )();
  }

  /**
   * As kill -9 does; then another life begins on the same file, after `ms`. `meanwhile`: by a process that does not
   * deliver, as the command line.
   */
  async kill(ms: number, meanwhile?: (reader: Notifications) => void): Promise<void> {
    this.#life.alive = false;
    this.#life.db.close();
    this.repeatable.push(...this.#unanswered);
    this.#unanswered.clear();
    await this.clock.advance(ms);
    if (meanwhile) {
      const reader = this.#open();
      meanwhile(reader.notifications);
      reader.alive = false;
      reader.db.close();
    }
    this.#life = this.#live();
    await turns();
  }

  close(): void {
    this.#life.alive = false;
    this.#life.db.close();
  }

  #live(): Life {
    const life = this.#open();
    life.notifications.registerOsChannel({ send: (message) => this.#shown(message) });
    life.notifications.start();
    return life;
  }

  #open(): Life {
    const db = openDatabase(this.#file);
    const life = { db, alive: true } as Life;
    const clock: Clock = {
      now: () => this.clock.now(),
      after: (ms, run) => this.clock.after(ms, () => life.alive && run()),
    };
    const audit = createAuditLog({
      db,
      clock,
      enqueue: (event) => life.notifications.enqueue(event),
      recorded: () => {},
    });
    life.notifications = createNotifications({
      db,
      clock,
      random: { next: this.#random },
      keychain: new MemoryKeychain(),
      audit: () => audit,
      event: createEventQueries(db).get,
      settings: {
        get: <K extends SettingKey>(key: K) =>
          (this.settings[key] ?? SETTINGS[key].default) as SettingValue<K>,
      },
      environment: () => ({}),
      log: { log: () => undefined },
      workerScript: 'none',
      privateEnvDir: '/nonexistent',
      channel: this.#targets(),
    });
    return life;
  }

  #targets(): Channel {
    return {
      id: 'world',
      send: (message, targetId) => this.#receive(targetId, () => toldBy(targetId, message)),
    };
  }

  async #shown(message: OsMessage): Promise<{ ok: true } | { ok: false; reason: string }> {
    const events = message.eventIds ?? [message.eventId];
    const again = message.body.startsWith('Sent again');
    const outcome = await this.#receive('os', () => ({
      lane: 'os',
      events,
      told: events.map(String),
      again,
    }));
    return outcome.ok ? { ok: true } : { ok: false, reason: outcome.reason };
  }

  /** A server that is down refuses or hangs; one that is not takes the message and answers a moment later. */
  #receive(lane: string, read: () => Arrival): Promise<SendOutcome> {
    if (this.down.has(lane))
      return this.#random() < 0.2
        ? new Promise(() => {})
        : Promise.resolve({ ok: false, permanent: false, reason: 'The server refused the connection.' });
    const arrival = read();
    this.arrivals.push(arrival);
    this.#unanswered.add(arrival);
    return new Promise((resolve) => {
      this.clock.after(Math.floor(this.#random() * 3_000), () => {
        this.#unanswered.delete(arrival);
        resolve({ ok: true, ms: 1 });
      });
    });
  }
}

function toldBy(lane: string, message: OutgoingMessage): Arrival {
  const events = message.events ?? (message.event ? [message.event] : []);
  return {
    lane,
    events: events.map(({ id }) => id),
    told: events.flatMap((event) => subjectsOf(event).map((subject) => `${event.id}|${subject}`)),
    again: message.body.startsWith('Sent again'),
  };
}
