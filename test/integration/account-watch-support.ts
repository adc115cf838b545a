import { onTestFinished } from 'vitest';
import { createMailboxWatch, type MailboxWatch } from '../../src-main/engine/account-watch/mailbox-watch.ts';
import { createWatchMonitor } from '../../src-main/engine/account-watch/monitor.ts';
import { formatMessage } from '../../src-main/engine/audit/message.ts';
import { TEMPLATES } from '../../src-main/engine/audit/messages/templates.ts';
import { createUsageMonitor } from '../../src-main/engine/mailbox-usage/monitor.ts';
import type { MonitorRun, ScanOptions } from '../../src-main/engine/monitor.ts';
import { createAccountApi } from '../../src-main/engine/mxroute/client.ts';
import type { Clock } from '../../src-main/engine/ports.ts';
import type { Db } from '../../src-main/engine/storage/open.ts';
import type { AuditEvent } from '../../src-shared/audit-event.ts';
import { SETTINGS, type SettingKey, type SettingValue } from '../../src-shared/settings.ts';
import type { Fault } from '../simulator/account-faults.ts';
import { type AccountServer, startAccountServer } from '../simulator/account-server.ts';
import { createAccount, type DomainSeed } from '../simulator/account-state.ts';
import { tempDb } from '../support/temp-db.ts';
import { createTestAudit } from './dns-support.ts';

export const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 5, 8);
/** Between a doubted answer and the second look at it; timeouts of requests are longer, pauses between them shorter. */
const isSecondLook = (ms: number) => (ms > 55_000 && ms < 65_000) || (ms > 595_000 && ms < 605_000);

/** Two domains with something of everything. */
export const SEEDS: DomainSeed[] = [
  {
    domain: 'a.example',
    mailboxes: ['ann', 'bob', 'cleo'].map((username) => ({ username, quota: 1000, usage: 500, limit: 400 })),
    pointers: { 'p1.example': 'alias', 'p2.example': 'redirect' },
    forwarders: { shop: ['x@far.example', 'y@far.example'], info: ['ann@a.example'] },
  },
  { domain: 'b.example', mailboxes: [{ username: 'dan', quota: 1000, usage: 10, limit: 400 }] },
];

export interface WatchedAccount {
  server: AccountServer;
  db: Db;
  audit: ReturnType<typeof createTestAudit>;
  clock: Clock;
  logged: string[];
  /** Called when a run begins to wait for its second look. @returns false: the wait never ends, as after a kill. */
  beforeSecondLook: (() => boolean | undefined) | undefined;
  settings: Map<SettingKey, unknown>;
  shared: MailboxWatch;
  /** In the middle of something. */
  pass(hours: number): void;
  /** A watch scan, `hours` after the last step. */
  look(hours?: number, options?: Partial<ScanOptions>): Promise<MonitorRun>;
  /** A usage scan that feeds the watch. */
  usage(hours?: number, options?: Partial<ScanOptions>): Promise<MonitorRun>;
  /** The same account's monitors after a restart, or of another login. */
  restart(login?: string): void;
  /** Everything that is stored, and every event. */
  everything(): string;
}

/** The watch of a simulated account, through real HTTP into a real database. */
export async function watchedAccount(seeds: readonly DomainSeed[] = SEEDS): Promise<WatchedAccount> {
  let now = START;
  const clock: Clock = {
    now: () => now,
    // Short waits are real, because the sockets are.
    after(ms, run) {
      if (isSecondLook(ms)) {
        if (account.beforeSecondLook?.() === false) return { cancel: () => undefined };
        const wait = setImmediate(() => {
          now += ms;
          run();
        });
        return { cancel: () => clearImmediate(wait) };
      }
      const timer = setTimeout(run, ms / 50);
      return { cancel: () => clearTimeout(timer) };
    },
  };
  const server = await startAccountServer({ limits: { reads: 1_000_000 }, account: createAccount(seeds) });
  onTestFinished(() => server.close());
  const db = tempDb();
  const audit = createTestAudit(db, clock);
  const logged: string[] = [];
  const log = { log: (_level: string, message: string) => void logged.push(message) };
  const settings = new Map<SettingKey, unknown>();
  const get = <K extends SettingKey>(key: K) =>
    (settings.has(key) ? settings.get(key) : SETTINGS[key].default) as SettingValue<K>;

  function make(login: string) {
    const api = createAccountApi({
      apiUrl: server.url,
      server: server.account.server,
      username: server.account.username,
      apiKey: () => server.account.apiKey,
      clock,
      random: { next: () => 0 },
      log,
      timeoutMs: 100_000,
    });
    const common = {
      db,
      accountId: 'default',
      api,
      audit,
      clock,
      log,
      login,
      settings: { get },
      assertCurrent: () => undefined,
    };
    const shared = createMailboxWatch(common);
    return {
      shared,
      watch: createWatchMonitor({ ...common, shared }),
      usage: createUsageMonitor({
        ...common,
        mailboxesSeen: shared.seen,
        mailboxesQuiet: shared.quiet,
      }),
    };
  }
  let monitors = make('demo');

  const account: WatchedAccount = {
    server,
    db,
    audit,
    clock,
    logged,
    beforeSecondLook: undefined,
    settings,
    get shared() {
      return monitors.shared;
    },
    pass(hours) {
      now += hours * HOUR;
    },
    look(hours = 12, options = {}) {
      now += hours * HOUR;
      return monitors.watch.run({ priority: 'watch', ...options });
    },
    usage(hours = 12, options = {}) {
      now += hours * HOUR;
      return monitors.usage.run({ priority: 'usage', ...options });
    },
    restart(login = 'demo') {
      monitors = make(login);
    },
    everything: () =>
      JSON.stringify([
        // What is doubted is no knowledge yet.
        db
          .prepare(
            "SELECT domain, facet, json_remove(value, '$.missing', '$.answeredAt') AS value FROM inventory ORDER BY domain, facet",
          )
          .all(),
        db.prepare('SELECT action, target, details FROM events ORDER BY id').all(),
      ]),
  };
  return account;
}

/** `action target` of each, in the log's order. */
export const told = ({ events }: Pick<MonitorRun, 'events'>): string[] =>
  events.map(({ action, target }) => `${action} ${target}`);

/** What a person would read, and that its template knew the details. */
export function bodyOf(event: AuditEvent | undefined): string {
  if (!event) throw new Error('there is no such event');
  const parsed = TEMPLATES[event.action].details.safeParse(event.details);
  if (!parsed.success) throw new Error(`${event.action}: ${parsed.error.message}`);
  return formatMessage(event, { now: START, locale: 'en-GB', timeZone: 'UTC' }).body;
}

export const fault = ({ server }: WatchedAccount, path: string, what: Fault, times?: number): void =>
  server.fault({ path, fault: what, ...(times ? { times } : {}) });

export const listing = (data: unknown): Fault => ({ kind: 'data', data });

/** Domains with one mailbox each: d0.example, d1.example, … */
export const many = (count: number): DomainSeed[] =>
  Array.from({ length: count }, (_, index) => ({
    domain: `d${index}.example`,
    mailboxes: [{ username: 'm' }],
  }));

export function domainOf({ server }: WatchedAccount, name: string) {
  const domain = server.account.domains.get(name);
  if (!domain) throw new Error(`no ${name}`);
  return domain;
}
