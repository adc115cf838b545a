import { apiRequests } from './api-requests.ts';
import { dnsScan } from './dns-scan.ts';
import { fanOut } from './fan-out.ts';
import { latency } from './latency.ts';
import { logPages } from './log.ts';
import { type Home, seed } from './seed.ts';

/** One figure of the engine in a process of its own, named by the first argument and handed over by message. */
const WORK: Record<string, () => Promise<unknown>> = {
  dns: dnsScan,
  api: apiRequests,
  latency,
  fanout: fanOut,
  log: logPages,
  seed: () => seed(JSON.parse(process.argv[3] ?? '') as Home),
};

const work = WORK[process.argv[2] ?? ''];
if (!work) throw new Error(`Name one of ${Object.keys(WORK).join(', ')}.`);
const result = await work();
process.send?.(result ?? null, () => process.exit(0));
