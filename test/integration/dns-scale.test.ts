import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createResolver } from '../../src-main/engine/dns/resolver.ts';
import { createDnsMonitor } from '../../src-main/engine/dns-health/monitor.ts';
import { systemClock, systemRandom } from '../../src-main/engine/platform/clock.ts';
import { startDnsServer } from '../simulator/dns-server.ts';
import type { Zones } from '../simulator/dns-zones.ts';
import { tempDb } from '../support/temp-db.ts';
import { createTestAudit, FakeAccount, healthyZone, quiet, SERVER } from './dns-support.ts';

const DOMAINS = 1_000;
const names = Array.from({ length: DOMAINS }, (_, index) => `domain${index}.example`);

describe('a fleet of 1,000 domains', () => {
  it('is scanned within 3 s at 20 ms per answer, at most 300 lookups in flight, one request when warm', async () => {
    const db = tempDb();
    const zones: Zones = Object.assign({}, ...names.map(healthyZone));
    const server = await startDnsServer({ zones });
    server.behave('*', { latencyMs: 20 });
    const resolver = createResolver({ servers: [server.address], clock: systemClock, random: systemRandom });
    onTestFinished(async () => {
      resolver.close();
      await server.close();
    });
    const account = new FakeAccount(names);
    const monitor = createDnsMonitor({
      db,
      accountId: 'default',
      api: account,
      resolver,
      audit: createTestAudit(db, systemClock),
      settings: () => ({
        mxServer: SERVER,
        requireMailCname: false,
        dmarcDefault: 'v=DMARC1; p=none',
        intervalHours: 24,
      }),
      clock: systemClock,
      log: quiet,
      assertCurrent: () => undefined,
    });

    const coldBlock = watchLongestBlock();
    const cold = await monitor.run({ priority: 'dns' });
    expect(cold).toMatchObject({ ok: true, message: '1000 domains checked: 1000 healthy.' });
    expect(cold.requests).toBe(1 + 2 * DOMAINS + 1);
    expect(account.maxInFlight).toBeLessThanOrEqual(6);

    console.log(`cold scan: ${cold.durationMs} ms, longest block ${coldBlock()} ms`);
    server.resetStats();
    const block = watchLongestBlock();
    const warm = await monitor.run({ priority: 'dns' });
    console.log(
      `warm scan: ${warm.durationMs} ms, ${server.stats.queries} queries, ${server.stats.maxInFlight} in flight at most, ` +
        `${server.stats.sourcePorts.size} source ports, longest block ${block()} ms`,
    );
    expect(warm).toMatchObject({ ok: true, requests: 1, events: [] });
    expect(server.stats.queries).toBe(6 * DOMAINS);
    expect(server.stats.maxInFlight).toBeLessThanOrEqual(300);
    expect(warm.durationMs).toBeLessThan(3_000);
  });
});

/** @returns a function that ends the watch and tells how long the event loop was held at most, in ms. */
function watchLongestBlock(): () => number {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  return () => {
    delay.disable();
    return Math.round(delay.max / 1e6);
  };
}
