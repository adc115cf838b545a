import { onTestFinished } from 'vitest';
import { createResolver } from '../../src-main/engine/dns/resolver.ts';
import { createDnsMonitor } from '../../src-main/engine/dns-health/monitor.ts';
import { createDnsQueries } from '../../src-main/engine/dns-health/queries.ts';
import type { DnsSettings } from '../../src-main/engine/dns-health/scan.ts';
import type { MonitorRun } from '../../src-main/engine/monitor.ts';
import { systemRandom } from '../../src-main/engine/platform/clock.ts';
import type { DnsAlertDomain, DnsRecoveredDomain } from '../../src-shared/audit-event.ts';
import { type DnsServer, startDnsServer } from '../simulator/dns-server.ts';
import type { Zones } from '../simulator/dns-zones.ts';
import { tempDb } from '../support/temp-db.ts';
import { createTestAudit, createTestClock, FakeAccount, healthyZone, quiet, SERVER } from './dns-support.ts';

export const HOUR = 3_600_000;
export const ACCOUNT = 'default';

/** An account whose domains are healthy, real DNS servers that say so, and the monitor that watches. */
export async function setUp(domains: string[], { resolvers = 1 } = {}) {
  const zones = (): Zones => Object.assign({}, ...domains.map(healthyZone));
  const servers = await Promise.all(
    Array.from({ length: resolvers }, () => startDnsServer({ zones: zones() })),
  );
  const clock = createTestClock();
  const resolver = createResolver({
    servers: servers.map(({ address }) => address),
    clock,
    random: systemRandom,
    timeoutMs: 100,
  });
  onTestFinished(async () => {
    resolver.close();
    await Promise.all(servers.map((server) => server.close()));
  });
  const db = tempDb();
  const account = new FakeAccount(domains);
  const audit = createTestAudit(db, clock);
  const settings: DnsSettings = {
    mxServer: SERVER,
    requireMailCname: false,
    dmarcDefault: 'v=DMARC1; p=none',
    intervalHours: 24,
  };
  const monitor = createDnsMonitor({
    db,
    accountId: ACCOUNT,
    api: account,
    resolver,
    audit,
    settings: () => settings,
    clock,
    log: quiet,
    assertCurrent: () => undefined,
  });
  const run = (only?: string[], signal?: AbortSignal) => monitor.run({ priority: 'dns', only, signal });
  const dump = () =>
    JSON.stringify(
      ['domains', 'domain_checks', 'domain_statuses', 'events', 'expectations', 'verification_keys'].map(
        (table) => db.prepare(`SELECT * FROM ${table}`).all(),
      ),
    );
  const everywhere = (change: (server: DnsServer) => void) => servers.forEach(change);
  const queries = createDnsQueries(db);
  const state = (domain: string) => queries.domainDetail(ACCOUNT, domain, clock.now());
  return { account, audit, clock, db, dump, everywhere, monitor, queries, run, servers, settings, state };
}

export const alerts = (run: MonitorRun) =>
  run.events
    .filter(({ action }) => action === 'dns.health_alert')
    .flatMap(({ details }) => details.domains as DnsAlertDomain[]);
export const recovered = (run: MonitorRun) =>
  run.events
    .filter(({ action }) => action === 'dns.health_recovered')
    .flatMap(({ details }) => details.domains as DnsRecoveredDomain[]);
