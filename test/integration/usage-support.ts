import { afterEach, beforeEach } from 'vitest';
import { createAuditLog } from '../../src-main/engine/audit/log.ts';
import {
  createUsageMonitor,
  type UsageMonitor,
  type UsageMonitorOptions,
} from '../../src-main/engine/mailbox-usage/monitor.ts';
import { createMailboxPages } from '../../src-main/engine/mailbox-usage/page-queries.ts';
import type { MonitorRun } from '../../src-main/engine/monitor.ts';
import { createAccountApi } from '../../src-main/engine/mxroute/client.ts';
import type { Clock } from '../../src-main/engine/ports.ts';
import type { Db } from '../../src-main/engine/storage/open.ts';
import type { AuditEvent, MailboxAlertEntry } from '../../src-shared/audit-event.ts';
import { SETTINGS, type SettingKey, type SettingValue } from '../../src-shared/settings.ts';
import type { MailboxRow } from '../../src-shared/views/mailboxes.ts';
import { type AccountServer, startAccountServer } from '../simulator/account-server.ts';
import { createAccount } from '../simulator/account-state.ts';
import { tempDb } from '../support/temp-db.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const START = Date.UTC(2026, 0, 5, 8);
/** Between a doubted answer and the second look at it; timeouts of requests are longer, pauses between them shorter. */
const isSecondLook = (ms: number) => (ms > 55_000 && ms < 65_000) || (ms > 595_000 && ms < 605_000);

/** A simulated account of three domains, a database, and a usage monitor between them. */
export interface UsageWorld {
  /** The wall clock; short waits are real, because the sockets are. */
  now: number;
  server: AccountServer;
  db: Db;
  settings: Map<SettingKey, unknown>;
  /** Messages of the log. */
  logged: string[];
  /** Called when a run begins to wait for its second look. @returns false: the wait never ends, as after a kill. */
  beforeSecondLook: (() => boolean | undefined) | undefined;
  monitor: UsageMonitor;
  /** As after a restart of the app. */
  createMonitor(accountId: string, more?: Partial<UsageMonitorOptions>): UsageMonitor;
  /** 12 hours after the last one, unless told otherwise. */
  scan(hoursLater?: number, options?: Partial<Parameters<UsageMonitor['run']>[0]>): Promise<MonitorRun>;
  rows(): MailboxRow[];
  names(): string[];
  /** "info@a.example storage". */
  alarms(): string[];
  /** All that a scan stores, as text. */
  everything(): string;
}

/** Makes a new world before each test. */
export function usageWorld(): UsageWorld {
  const clock: Clock = {
    now: () => world.now,
    after(ms, run) {
      if (isSecondLook(ms)) {
        if (world.beforeSecondLook?.() === false) return { cancel: () => undefined };
        const wait = setImmediate(() => {
          world.now += ms;
          run();
        });
        return { cancel: () => clearImmediate(wait) };
      }
      const timer = setTimeout(run, ms / 50);
      return { cancel: () => clearTimeout(timer) };
    },
  };
  const world = {
    createMonitor(accountId, more = {}) {
      const { server, db, settings, logged } = world;
      const log = { log: (_level: string, message: string) => void logged.push(message) };
      const { server: host, username, apiKey } = server.account;
      const api = createAccountApi({
        apiUrl: server.url,
        server: host,
        username,
        apiKey: () => apiKey,
        clock,
        random: { next: () => 0 },
        log,
        timeoutMs: 100_000,
      });
      const assertCurrent = () => undefined;
      const audit = createAuditLog({ db, clock, enqueue: () => undefined, recorded: () => undefined });
      const get = <K extends SettingKey>(key: K) =>
        (settings.has(key) ? settings.get(key) : SETTINGS[key].default) as SettingValue<K>;
      return createUsageMonitor({
        db,
        accountId,
        api,
        audit,
        settings: { get },
        clock,
        log,
        assertCurrent,
        ...more,
      });
    },
    scan(hoursLater = 12, options = {}) {
      world.now += hoursLater * HOUR;
      return world.monitor.run({ priority: 'usage', ...options });
    },
    rows() {
      const all = { sort: 'mailbox', descending: false, offset: 0, limit: 500 } as const;
      const thresholds = { storagePercent: 90, sendPercent: 90 };
      return createMailboxPages(world.db).page(['default'], all, thresholds).rows;
    },
    names: () => world.rows().map(({ mailbox }) => mailbox),
    alarms: () =>
      world.rows().flatMap(({ mailbox, alarms: own }) => own.map((measure) => `${mailbox} ${measure}`)),
    everything: () =>
      JSON.stringify(
        ['mailboxes', 'mailbox_alarms', 'mailbox_samples', 'events'].map((table) =>
          world.db.prepare(`SELECT * FROM ${table}`).all(),
        ),
      ),
  } as UsageWorld;

  beforeEach(async () => {
    world.now = START;
    world.logged = [];
    world.beforeSecondLook = undefined;
    world.settings = new Map();
    world.server = await startAccountServer({
      now: () => world.now,
      limits: { reads: 100_000 },
      account: createAccount([
        {
          domain: 'a.example',
          mailboxes: [
            { username: 'info', quota: 1000, usage: 500 },
            { username: 'sales', quota: 1000, usage: 500 },
          ],
        },
        { domain: 'b.example', mailboxes: [{ username: 'info', quota: 1000, usage: 500 }] },
        { domain: 'empty.example' },
      ]),
    });
    world.db = tempDb();
    world.monitor = world.createMonitor('default');
  });
  afterEach(() => world.server.close());
  return world;
}

export const entries = (event: AuditEvent | undefined) => event?.details.mailboxes as MailboxAlertEntry[];
export const actions = (run: MonitorRun) => run.events.map(({ action }) => action);
