import { startDnsServer } from '../../simulator/dns-server.ts';
import type { Zones } from '../../simulator/dns-zones.ts';
import { serve } from './requests.ts';

/** Public DNS as a process of its own: what it costs is not the resolver's. */
const LATENCY_MS = 20;

let server: Awaited<ReturnType<typeof startDnsServer>> | undefined;

serve({
  async start(zones: Zones) {
    server = await startDnsServer({ zones });
    server.behave('*', { latencyMs: LATENCY_MS });
    return server.address;
  },
  async stats() {
    const stats = server?.stats;
    const result = { queries: stats?.queries ?? 0, maxInFlight: stats?.maxInFlight ?? 0 };
    server?.resetStats();
    return result;
  },
});
