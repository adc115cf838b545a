import { createAuditLog } from '../../../../src-main/engine/audit/log.ts';
import { createEventQueries } from '../../../../src-main/engine/audit/query.ts';
import type {
  Channel,
  OutgoingMessage,
  SendOutcome,
} from '../../../../src-main/engine/notifications/channel.ts';
import type { TargetFilter } from '../../../../src-main/engine/notifications/filters.ts';
import type { Notifications } from '../../../../src-main/engine/notifications/notifications.ts';
import { createNotifications } from '../../../../src-main/engine/notifications/service.ts';
import { createTargetRepository } from '../../../../src-main/engine/notifications/targets.ts';
import type { Clock, Keychain, Logger } from '../../../../src-main/engine/ports.ts';
import { type Db, openDatabase } from '../../../../src-main/engine/storage/open.ts';
import type { AuditAction } from '../../../../src-shared/audit-actions.ts';
import type { AuditEvent, EventDetails } from '../../../../src-shared/audit-event.ts';
import { SETTINGS, type SettingKey, type SettingValue } from '../../../../src-shared/settings.ts';

/** Time that stands still until it is moved. */
export class TestClock implements Clock {
  time: number;
  /** How far the wall clock is set wrong. Timers go by a clock that nobody can set. */
  skew = 0;
  #timers: { at: number; run: () => void }[] = [];

  constructor(time = Date.parse('2026-05-03T12:00:00Z')) {
    this.time = time;
  }

  now(): number {
    return this.time + this.skew;
  }

  after(ms: number, run: () => void) {
    const timer = { at: this.time + ms, run };
    this.#timers.push(timer);
    return {
      cancel: () => {
        this.#timers = this.#timers.filter((one) => one !== timer);
      },
    };
  }

  /** Runs what falls due on the way, letting promises settle in between. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      await turns();
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((one) => one !== next);
      this.time = Math.max(this.time, next.at);
      next.run();
    }
    this.time = end;
    await turns();
  }
}

/** Lets everything that is ready run: promises, and the turns that batch database writes. */
export async function turns(count = 12): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}

export class MemoryKeychain implements Keychain {
  readonly entries = new Map<string, string>();
  reason: string | undefined;

  async state() {
    return this.reason === undefined
      ? { usable: true as const }
      : { usable: false as const, reason: this.reason };
  }
  async get(name: string) {
    this.#check();
    return this.entries.get(name);
  }
  async set(name: string, secret: string) {
    this.#check();
    this.entries.set(name, secret);
  }
  async delete(name: string) {
    this.#check();
    this.entries.delete(name);
  }
  #check() {
    if (this.reason !== undefined) throw new Error(this.reason);
  }
}

export interface Sent extends OutgoingMessage {
  targetId: string;
  at: number;
}

/** Stands for Apprise: answers as told, and remembers. */
export class TestChannel implements Channel {
  readonly id = 'test';
  readonly sent: Sent[] = [];
  answer: (message: OutgoingMessage, targetId: string) => SendOutcome | Promise<SendOutcome> = () => ({
    ok: true,
    ms: 3,
  });
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async send(message: OutgoingMessage, targetId: string): Promise<SendOutcome> {
    this.sent.push({ ...message, targetId, at: this.#clock.now() });
    return this.answer(message, targetId);
  }
}

export interface Harness {
  db: Db;
  clock: TestClock;
  keychain: MemoryKeychain;
  channel: TestChannel;
  environment: Record<string, string | undefined>;
  settings: Partial<Record<SettingKey, unknown>>;
  notifications: Notifications;
  logged: string[];
  secrets: string[];
  /** Domains and mailboxes that are in no account any more. */
  deleted: Set<string>;
  record(action: AuditAction, target?: string, details?: EventDetails): AuditEvent;
  /** Stored as the editor stores it. @returns its id. */
  addTarget(label: string, filter?: Partial<TargetFilter>): string;
  /** Another process's life on the same database. */
  restart(): Notifications;
}

export interface HarnessOptions {
  /** Instead of the channel that answers as told. */
  channel?: Channel;
  random?: () => number;
}

export function createHarness(
  file = ':memory:',
  db: Db = openDatabase(file),
  options: HarnessOptions = {},
): Harness {
  const clock = new TestClock();
  const keychain = new MemoryKeychain();
  const channel = new TestChannel(clock);
  const environment: Record<string, string | undefined> = {};
  const settings: Partial<Record<SettingKey, unknown>> = { 'notifications.enabled': true };
  const logged: string[] = [];
  const secrets: string[] = [];
  const log: Logger = {
    log: (level, message, fields) => void logged.push(JSON.stringify({ level, message, ...fields })),
  };
  const events = createEventQueries(db);
  let seed = 1;
  const next = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const create = (): Notifications => {
    const audit = createAuditLog({
      db,
      clock,
      enqueue: (event) => notifications.enqueue(event),
      recorded: () => {},
    });
    const notifications: Notifications = createNotifications({
      db,
      clock,
      random: { next: options.random ?? next },
      keychain,
      audit: () => audit,
      event: events.get,
      settings: {
        get: <K extends SettingKey>(key: K) => (settings[key] ?? SETTINGS[key].default) as SettingValue<K>,
      },
      environment: () => environment,
      log,
      redactor: { add: (secret) => void secrets.push(secret) },
      workerScript: 'none',
      privateEnvDir: '/nonexistent',
      locale: 'en-GB',
      isKnownSubject: (subject) => !harness.deleted.has(subject),
      channel: options.channel ?? channel,
    });
    return notifications;
  };
  const harness: Harness = {
    db,
    clock,
    keychain,
    channel,
    environment,
    settings,
    notifications: create(),
    logged,
    secrets,
    deleted: new Set(),
    record(action, target = 'example.com', details = {}) {
      const audit = createAuditLog({
        db,
        clock,
        enqueue: (event) => harness.notifications.enqueue(event),
        recorded: () => {},
      });
      return db.transaction(() =>
        audit.record({ action, accountId: null, actor: 'monitor', target, details }),
      )();
    },
    addTarget(label, filter = {}) {
      const id = `t${createTargetRepository(db).list().length}-${label}`;
      createTargetRepository(db).insert({
        id,
        label,
        service: 'custom',
        maskedUrl: 'json://127.0.0.1/…',
        store: 'database',
        url: `json://127.0.0.1/${label}`,
        envVariable: null,
        events: null,
        minimumSeverity: 'info',
        enabled: true,
        disabledAt: null,
        createdAt: clock.now(),
        removedAt: null,
        ...filter,
      });
      return id;
    },
    restart() {
      harness.notifications = create();
      return harness.notifications;
    },
  };
  return harness;
}
