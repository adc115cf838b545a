import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createResolver } from '../../src-main/engine/dns/resolver.ts';
import { createDnsMonitor } from '../../src-main/engine/dns-health/monitor.ts';
import { systemRandom } from '../../src-main/engine/platform/clock.ts';
import type { Db } from '../../src-main/engine/storage/open.ts';
import type { DnsAlertDomain, DnsRecoveredDomain } from '../../src-shared/audit-event.ts';
import { type DnsServer, startDnsServer } from '../simulator/dns-server.ts';
import { tempDb } from '../support/temp-db.ts';
import { createTestAudit, createTestClock, FakeAccount, healthyZone, quiet, SERVER } from './dns-support.ts';

const DOMAINS = ['a.example', 'b.example'];
type Truth = 'healthy' | 'degraded' | 'unhealthy';
const RANK: Record<Truth, number> = { healthy: 0, degraded: 1, unhealthy: 2 };

/** One day: what is true in DNS, and what goes wrong while it is looked at. */
const day = fc.record({
  truth: fc.record({
    'a.example': fc.constantFrom<Truth>('healthy', 'healthy', 'degraded', 'unhealthy'),
    'b.example': fc.constantFrom<Truth>('healthy', 'degraded', 'unhealthy'),
  }),
  fault: fc.constantFrom(
    'none',
    'none',
    'first resolver has lost everything',
    'second resolver has lost everything',
    'first resolver is silent',
    'second resolver fails',
    'no resolver answers',
    'names of a.example fail',
    'the API is down',
    'the API is down for a.example',
    'the API lists nothing',
    'cancelled',
  ),
  /** Expectations are stale every other day. */
  hours: fc.constantFrom(1, 25),
});

function publish(server: DnsServer, domain: string, truth: Truth): void {
  for (const [name, records] of Object.entries(healthyZone(domain))) {
    server.removeRecord(name);
    if (records.MX && truth !== 'unhealthy') server.setRecord(name, 'MX', records.MX);
    if (records.TXT && !(truth !== 'healthy' && name.startsWith('_dmarc.')))
      server.setRecord(name, 'TXT', records.TXT);
    if (records.CNAME) server.setRecord(name, 'CNAME', records.CNAME);
  }
}

function unpublish(server: DnsServer): void {
  for (const name of DOMAINS.flatMap((domain) => Object.keys(healthyZone(domain)))) server.removeRecord(name);
}

describe('every true transition is told once, and no false one ever', () => {
  it('whatever goes wrong on the way', { timeout: 120_000 }, async () => {
    const db = tempDb();
    const servers = [await startDnsServer(), await startDnsServer()] as const;
    onTestFinished(async () => {
      await Promise.all(servers.map((server) => server.close()));
    });
    await fc.assert(
      fc.asyncProperty(fc.array(day, { minLength: 1, maxLength: 10 }), async (days) => {
        await live(db, servers, days);
      }),
      { numRuns: 40 },
    );
  });
});

type Day = typeof day extends fc.Arbitrary<infer T> ? T : never;

async function live(db: Db, servers: readonly [DnsServer, DnsServer], days: Day[]): Promise<void> {
  for (const table of ['domains', 'expectations', 'verification_keys', 'events'])
    db.exec(`DELETE FROM ${table}`);
  const clock = createTestClock();
  const account = new FakeAccount(DOMAINS);
  const resolver = createResolver({
    servers: servers.map(({ address }) => address),
    clock,
    random: systemRandom,
    timeoutMs: 100,
  });
  const monitor = createDnsMonitor({
    db,
    accountId: 'default',
    api: account,
    resolver,
    audit: createTestAudit(db, clock),
    settings: () => ({
      mxServer: SERVER,
      requireMailCname: false,
      dmarcDefault: 'v=DMARC1; p=none',
      intervalHours: 24,
    }),
    clock,
    log: quiet,
    assertCurrent: () => undefined,
  });
  const told = new Map<string, Truth>();
  for (const { truth, fault, hours } of days) {
    clock.shift(hours * 3_600_000);
    for (const server of servers) {
      server.behave('*', undefined);
      for (const domain of DOMAINS) {
        server.behave(domain, undefined);
        publish(server, domain, truth[domain as keyof typeof truth]);
      }
    }
    account.failing.clear();
    account.domains = [...DOMAINS];
    const controller = new AbortController();
    BREAK[fault](servers, account, controller);

    const run = await monitor.run({ priority: 'dns', signal: controller.signal });
    for (const { action, details } of run.events) {
      if (action === 'dns.health_alert') {
        for (const { domain, to } of details.domains as DnsAlertDomain[]) {
          // What cannot be observed may hide that it is worse still, never that it is fine.
          expect(RANK[to as Truth]).toBeLessThanOrEqual(RANK[truth[domain as keyof typeof truth]]);
          expect(told.get(domain) ?? 'healthy').not.toBe(to);
          expect(to === 'degraded' && told.get(domain) === 'unhealthy').toBe(false);
        }
      }
      if (action === 'dns.health_recovered') {
        for (const { domain } of details.domains as DnsRecoveredDomain[]) {
          expect(truth[domain as keyof typeof truth]).toBe('healthy');
          expect(told.get(domain) ?? 'healthy').not.toBe('healthy');
        }
      }
    }
    for (const row of db.prepare('SELECT domain, overall FROM domains').all() as {
      domain: string;
      overall: Truth;
    }[]) {
      if (row.overall !== ('unknown' as string)) told.set(row.domain, row.overall);
    }
    if (fault === 'none') expect(Object.fromEntries(told)).toEqual(truth);
  }
  resolver.close();
}

type Break = (servers: readonly [DnsServer, DnsServer], account: FakeAccount, stop: AbortController) => void;

const BREAK: Record<Day['fault'], Break> = {
  none: () => undefined,
  'first resolver has lost everything': ([first]) => unpublish(first),
  'second resolver has lost everything': ([, second]) => unpublish(second),
  'first resolver is silent': ([first]) => first.behave('*', { drop: true }),
  'second resolver fails': ([, second]) => second.behave('*', { rcode: 'servfail' }),
  'no resolver answers': ([first, second]) => {
    first.behave('*', { drop: true });
    second.behave('*', { rcode: 'refused' });
  },
  'names of a.example fail': ([first, second]) => {
    first.behave('a.example', { rcode: 'servfail' });
    second.behave('a.example', { drop: true });
  },
  'the API is down': (_servers, account) => account.fail('*'),
  'the API is down for a.example': (_servers, account) => account.fail('a.example'),
  'the API lists nothing': (_servers, account) => {
    account.domains = [];
  },
  cancelled: (_servers, _account, stop) => stop.abort(),
};
