import { createMailboxWatch } from '../../../src-main/engine/account-watch/mailbox-watch.ts';
import { createWatchMonitor } from '../../../src-main/engine/account-watch/monitor.ts';
import type { LookupOutcome } from '../../../src-main/engine/dns/outcome.ts';
import { createDnsMonitor } from '../../../src-main/engine/dns-health/monitor.ts';
import { createUsageMonitor } from '../../../src-main/engine/mailbox-usage/monitor.ts';
import type { MonitorRun } from '../../../src-main/engine/monitor.ts';
import { createAccountApi } from '../../../src-main/engine/mxroute/client.ts';
import type { Resolver } from '../../../src-main/engine/ports.ts';
import { SETTINGS, type SettingKey, type SettingValue } from '../../../src-shared/settings.ts';
import { createTestAudit, quiet } from '../../integration/dns-support.ts';
import { startAccountServer } from '../../simulator/account-server.ts';
import { createFleet } from '../../simulator/fleet.ts';
import { RateLimiter } from '../../simulator/rate-limiter.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { count, exactly, type Figure, known, type Row } from '../figure.ts';
import { withDatabase } from './workspace.ts';

const FLEETS = [
  { domains: 12, mailboxes: 40 },
  { domains: 500, mailboxes: 2_000 },
];
const HALF_A_DAY_MS = 12 * 3_600_000;
const TEN_MINUTES_MS = 600_000;
const STEP_MS = 100;
/** Turns of the event loop without a request before virtual time goes on. */
const IDLE_TURNS = 10;

/** The monitors and the API client against the simulated account, MXroute's limits applied on a virtual clock. */
export async function apiRequests(): Promise<Figure> {
  const rows: Row[] = [];
  for (const fleet of FLEETS) rows.push(...(await measure(fleet)));
  return {
    title: 'API requests per scan',
    how: 'Real HTTP to the simulated account. A virtual clock carries MXroute’s real limit of 100 reads a minute, so an hour of it takes seconds; "waited" is that clock’s time.',
    rows,
  };
}

async function measure(size: (typeof FLEETS)[number]): Promise<Row[]> {
  const account = createFleet(size).account;
  const server = await startAccountServer({ account, limits: { reads: Number.MAX_SAFE_INTEGER } });
  const clock = new FakeClock();
  const limits = new RateLimiter();
  let inFlight = 0;
  let refused = 0;
  const api = createAccountApi({
    apiUrl: server.url,
    server: account.server,
    username: account.username,
    apiKey: () => account.apiKey,
    clock,
    random: { next: () => 0.5 },
    log: quiet,
    async fetch(url, init) {
      const { allowed, limit, remaining, resetAt } = limits.take('reads', clock.now());
      refused += Number(!allowed);
      inFlight++;
      try {
        const response = await fetch(url, init);
        const headers = {
          'X-RateLimit-Limit': String(limit),
          'X-RateLimit-Remaining': String(remaining),
          'X-RateLimit-Reset': String(Math.ceil(resetAt / 1_000)),
        };
        // Read to its end here: virtual time must stand still meanwhile.
        const body = await response.arrayBuffer();
        return allowed
          ? new Response(body, { status: response.status, headers })
          : new Response('{}', { status: 429, headers });
      } finally {
        inFlight--;
      }
    },
  });

  async function inVirtualTime(run: Promise<MonitorRun>): Promise<{ run: MonitorRun; waitedMs: number }> {
    const startedAt = clock.now();
    let done: MonitorRun | undefined;
    void run.then((result) => {
      done = result;
    });
    for (let idle = 0; !done; idle = inFlight > 0 ? 0 : idle + 1) {
      await new Promise((turn) => setImmediate(turn));
      if (idle >= IDLE_TURNS) await clock.advance(STEP_MS);
    }
    if (!done.ok) throw new Error(`The scan failed: ${done.message}`);
    return { run: done, waitedMs: clock.now() - startedAt };
  }

  const result = await withDatabase(async (db) => {
    const audit = createTestAudit(db, clock);
    const common = {
      db,
      accountId: 'default',
      api,
      clock,
      log: quiet,
      audit,
      assertCurrent: () => undefined,
    };
    const dns = createDnsMonitor({
      ...common,
      resolver: silentAbsence,
      settings: () => ({
        mxServer: account.server,
        requireMailCname: false,
        dmarcDefault: 'v=DMARC1; p=none',
        intervalHours: 24,
      }),
    });
    const get = <K extends SettingKey>(key: K) => SETTINGS[key].default as SettingValue<K>;
    const shared = createMailboxWatch({ ...common, login: account.username, settings: { get } });
    const usage = createUsageMonitor({ ...common, settings: { get }, mailboxesSeen: shared.seen });
    const watch = createWatchMonitor({ ...common, login: account.username, shared });
    const cold = await inVirtualTime(dns.run({ priority: 'dns' }));
    await clock.advance(HALF_A_DAY_MS);
    const warm = await inVirtualTime(dns.run({ priority: 'dns' }));
    await clock.advance(HALF_A_DAY_MS);
    const first = await inVirtualTime(watch.run({ priority: 'watch' }));
    await clock.advance(HALF_A_DAY_MS);
    const read = await inVirtualTime(usage.run({ priority: 'usage' }));
    // Later than the minute in which all answers are shared.
    await clock.advance(TEN_MINUTES_MS);
    return { cold, warm, first, usage: read, watch: await inVirtualTime(watch.run({ priority: 'watch' })) };
  });
  await server.close();

  const n = size.domains;
  const shown = ({ run, waitedMs }: { run: MonitorRun; waitedMs: number }) =>
    `${count(run.requests)}, waited ${waitedMs < 60_000 ? `${Math.round(waitedMs / 1_000)} s` : `${(waitedMs / 60_000).toFixed(1)} min`}`;
  return [
    known(`${n} domains: DNS, cold (2 a domain, once a day)`, shown(result.cold)),
    exactly(`${n} domains: DNS, warm`, result.warm.run.requests, 1, {
      format: count,
      shown: shown(result.warm),
    }),
    exactly(`${n} domains: usage`, result.usage.run.requests, n + 1, {
      format: count,
      shown: shown(result.usage),
    }),
    exactly(
      `${n} domains: account watch, alone (6 a domain, 3 for the account)`,
      result.first.run.requests,
      6 * n + 3,
      {
        format: count,
        shown: shown(result.first),
      },
    ),
    exactly(
      `${n} domains: account watch, after the usage scan (5 a domain)`,
      result.watch.run.requests,
      5 * n + 3,
      {
        format: count,
        shown: shown(result.watch),
      },
    ),
    exactly(`${n} domains: answered with 429`, refused, 0, { format: count }),
  ];
}

/** Requests are counted here, not lookups: every name is absent, at once. */
const silentAbsence: Resolver = {
  sent: 0,
  lookup: async (): Promise<LookupOutcome> => ({ outcome: 'absent', resolver: 'bench' }),
};
