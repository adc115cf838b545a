import { createQuotaMonitor, type QuotaMonitor } from './account-quota/monitor.ts';
import { createMailboxWatch } from './account-watch/mailbox-watch.ts';
import type { WatchMonitor, WatchMonitorOptions } from './account-watch/monitor.ts';
import type { Accounts } from './accounts/accounts.ts';
import type { ActiveAccount } from './accounts/active.ts';
import type { AccountRow } from './accounts/repository.ts';
import { loginGuard } from './accounts/same-login.ts';
import type { AuditLog } from './audit/entry.ts';
import { createResolver, type DnsResolver } from './dns/resolver.ts';
import { chosenServers } from './dns/server-address.ts';
import type { DnsMonitor, DnsMonitorOptions } from './dns-health/monitor.ts';
import type { Internet } from './internet.ts';
import { createUsageMonitor, type UsageMonitor } from './mailbox-usage/monitor.ts';
import type { AccountApi } from './mxroute/api.ts';
import { createAccountApi } from './mxroute/client.ts';
import type { Clock, Logger, Random } from './ports.ts';
import type { SettingsStore } from './settings/store.ts';
import type { Db } from './storage/open.ts';

export interface MonitorPoolOptions {
  db: Db;
  clock: Clock;
  random: Random;
  log: Logger;
  audit: AuditLog;
  settings: SettingsStore;
  accounts: Accounts;
  /** Absent: the real one. */
  internet?: Internet;
}

export interface AccountMonitors {
  dns: DnsMonitor;
  usage: UsageMonitor;
  quota: QuotaMonitor;
  watch: WatchMonitor;
}

/**
 * The monitors of each account, made on first use and kept: one API client (with one request budget) as long as
 * the account's credentials stand, one resolver as long as the list of resolvers does.
 */
export class MonitorPool {
  readonly #options: MonitorPoolOptions;
  readonly #apis = new Map<string, AccountApi>();
  readonly #monitors = new Map<string, AccountMonitors>();
  #resolver: { servers: string; resolver: DnsResolver } | undefined;

  constructor(options: MonitorPoolOptions) {
    this.#options = options;
  }

  for(account: ActiveAccount): AccountMonitors {
    const resolver = this.#currentResolver();
    const key = apiKeyOf(account);
    const found = this.#monitors.get(key);
    if (found) return found;
    const { db, clock, log, audit, settings, accounts } = this.#options;
    const assertCurrent = loginGuard(account, () => accounts.active());
    const common = { db, accountId: account.id, api: this.api(account), audit, clock, log, assertCurrent };
    const login = `${account.username} at ${account.server}`;
    const shared = createMailboxWatch({ ...common, login, settings });
    const made: AccountMonitors = {
      dns: lazyDnsMonitor({
        ...common,
        resolver,
        settings: () => ({
          mxServer: account.server,
          requireMailCname: settings.get('dns.requireMailCname'),
          dmarcDefault: settings.get('dns.dmarcDefault'),
          intervalHours: settings.get('dns.intervalHours'),
        }),
      }),
      usage: createUsageMonitor({
        ...common,
        settings,
        mailboxesSeen: shared.seen,
        mailboxesQuiet: shared.quiet,
      }),
      quota: createQuotaMonitor({ ...common, settings, label: account.label }),
      watch: lazyWatchMonitor({ ...common, login, shared }),
    };
    this.#monitors.set(key, made);
    return made;
  }

  /** Resolvers in force: the settings', else the system's and public ones. */
  servers(): string[] {
    return chosenServers(this.#options.settings.get('dns.resolvers'));
  }

  close(): void {
    this.#resolver?.resolver.close();
    this.#resolver = undefined;
    this.#monitors.clear();
  }

  #currentResolver(): DnsResolver {
    const servers = this.servers();
    const key = servers.join();
    if (this.#resolver?.servers === key) return this.#resolver.resolver;
    // A scan under way keeps the old one to its end, so that it is not closed under its hands.
    this.#monitors.clear();
    const { clock, random, internet } = this.#options;
    const resolver = createResolver({
      servers,
      clock,
      random,
      ...(internet ? { createServer: internet.createServer } : {}),
    });
    this.#resolver = { servers: key, resolver };
    return resolver;
  }

  /** The account's one client, with its one request budget. */
  api(account: ActiveAccount): AccountApi {
    const key = apiKeyOf(account);
    const found = this.#apis.get(key);
    if (found) return found;
    const { clock, random, log, accounts, internet } = this.#options;
    const api = createAccountApi({
      ...account,
      apiKey: () => accounts.apiKey(account.id),
      clock,
      random,
      log,
      ...(internet ? { fetch: internet.fetch } : {}),
    });
    this.#apis.set(key, api);
    return api;
  }
}

/** Its rules bring the public suffix list (300 kB): read by the first scan, not by every start. */
function lazyDnsMonitor(options: DnsMonitorOptions): DnsMonitor {
  let made: Promise<DnsMonitor> | undefined;
  const monitor = () => {
    made ??= import('./dns-health/monitor.ts').then(({ createDnsMonitor }) => createDnsMonitor(options));
    return made;
  };
  return {
    name: 'dns',
    run: async (scan) => (await monitor()).run(scan),
    inspect: async (scan) => (await monitor()).inspect(scan),
  };
}

/** Needed a few times a day, and not by the start. */
function lazyWatchMonitor(options: WatchMonitorOptions): WatchMonitor {
  let made: Promise<WatchMonitor> | undefined;
  const monitor = () => {
    made ??= import('./account-watch/monitor.ts').then(({ createWatchMonitor }) =>
      createWatchMonitor(options),
    );
    return made;
  };
  return { name: 'watch', run: async (scan) => (await monitor()).run(scan) };
}

const apiKeyOf = ({ id, server, username, apiUrl }: AccountRow): string =>
  [id, server, username, apiUrl].join(' ');
