import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createResolver } from '../../../src-main/engine/dns/resolver.ts';
import { createDnsMonitor } from '../../../src-main/engine/dns-health/monitor.ts';
import { systemClock, systemRandom } from '../../../src-main/engine/platform/clock.ts';
import { createTestAudit, FakeAccount, healthyZone, quiet, SERVER } from '../../integration/dns-support.ts';
import type { Zones } from '../../simulator/dns-zones.ts';
import { atMost, count, exactly, type Figure, ms, seconds, times } from '../figure.ts';
import { type Helper, startHelper } from '../helpers/client.ts';
import { median, spread } from '../statistics.ts';
import { root, withDatabase } from './workspace.ts';

const SIZES = [1_000, 500, 250];
const WARM_SCANS = 5;
const LOOKUPS_PER_DOMAIN = 6;
const LONGEST_BLOCK_MS = 50;
const WHY_BLOCK =
  'the commit: 1,000 domains, their checks and expectations are some 9,000 rows in one transaction, about 30 ms of work on a quiet machine, more where others take the processor. Split, a crash could leave half a scan: all or nothing is worth more, once per first scan.';

interface Scan {
  durationMs: number;
  blockMs: number;
  queries: number;
  maxInFlight: number;
}

interface Scans {
  cold: Scan;
  warm: Scan[];
}

/** The DNS monitor on real packets; only the account answers without HTTP, so that its request budget does not count. */
export async function dnsScan(): Promise<Figure> {
  const names = Array.from({ length: Math.max(...SIZES) }, (_, index) => `domain${index}.example`);
  const zones: Zones = Object.assign({}, ...names.map(healthyZone));
  const dns = startHelper(root, 'dns-process.ts');
  const address = await dns.ask<string>('start', zones);
  const scans = new Map<number, Scans>();
  for (const size of SIZES) scans.set(size, await measure(names.slice(0, size), dns, address));
  dns.stop();

  const [most = 0, , least = 0] = SIZES;
  const largest = scans.get(most) as Scans;
  const all = [largest.cold, ...largest.warm];
  const warmTimes = (size: number) => scans.get(size)?.warm.map(({ durationMs }) => durationMs) ?? [];
  const perDomain = (size: number) => median(warmTimes(size)) / size;
  const bySize = [...SIZES].reverse().map((size) => `${count(size)}: ${seconds(median(warmTimes(size)))}`);
  const growth = perDomain(most) / perDomain(least);
  return {
    title: 'DNS scan of 1,000 domains × 6 lookups, resolver answering in 20 ms',
    how: `The whole monitor: observe, judge, store. Cold: nothing stored and code not yet warm, expectations answered at once. Warm: median (range) of ${WARM_SCANS} scans after it. The DNS server is a process of its own.`,
    rows: [
      atMost('cold', largest.cold.durationMs, 3_000, { format: seconds }),
      atMost('warm', median(warmTimes(most)), 3_000, {
        format: seconds,
        shown: spread(warmTimes(most), seconds),
      }),
      exactly('questions asked per warm scan', largest.warm[0]?.queries ?? 0, most * LOOKUPS_PER_DOMAIN, {
        format: count,
      }),
      atMost('lookups in flight at most', Math.max(...all.map(({ maxInFlight }) => maxInFlight)), 300, {
        format: count,
      }),
      atMost(`cost per domain, ${count(most)} against ${count(least)} domains`, growth, 1.15, {
        format: times,
        shown: `${times(growth)} (${bySize.join(', ')})`,
      }),
      atMost('longest event-loop block, cold', largest.cold.blockMs, LONGEST_BLOCK_MS, {
        format: ms,
        why: WHY_BLOCK,
      }),
      atMost(
        'longest event-loop block, warm',
        median(largest.warm.map(({ blockMs }) => blockMs)),
        LONGEST_BLOCK_MS,
        {
          format: ms,
          why: WHY_BLOCK,
          shown: spread(
            largest.warm.map(({ blockMs }) => blockMs),
            ms,
          ),
        },
      ),
    ],
  };
}

async function measure(names: string[], dns: Helper, address: string): Promise<Scans> {
  const resolver = createResolver({ servers: [address], clock: systemClock, random: systemRandom });
  try {
    return await withDatabase(async (db) => {
      const monitor = createDnsMonitor({
        db,
        accountId: 'default',
        api: new FakeAccount(names),
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
      const scan = async (): Promise<Scan> => {
        await dns.ask('stats');
        const block = watchLongestBlock();
        const startedAt = performance.now();
        const run = await monitor.run({ priority: 'dns' });
        const durationMs = performance.now() - startedAt;
        const blockMs = block();
        if (run.message !== `${names.length} domains checked: ${names.length} healthy.`)
          throw new Error(`The scan went wrong: ${run.message}`);
        return { durationMs, blockMs, ...(await dns.ask<{ queries: number; maxInFlight: number }>('stats')) };
      };
      const cold = await scan();
      const warm: Scan[] = [];
      while (warm.length < WARM_SCANS) warm.push(await scan());
      return { cold, warm };
    });
  } finally {
    resolver.close();
  }
}

const RESOLUTION_MS = 2;

/** @returns a function that ends the watch and tells how long the event loop was held at most, in ms. */
function watchLongestBlock(): () => number {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  return () => {
    delay.disable();
    return delay.max / 1e6 - RESOLUTION_MS;
  };
}
