import { fstatSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startAccountServer } from './account-server.ts';
import { startAdminServer } from './admin-server.ts';
import { createDrift, resetWorld, stepsBetween } from './demo-scenario.ts';
import { startDnsServer } from './dns-server.ts';
import { createFleet, parseFleetSize } from './fleet.ts';
import { startReceiver } from './receiver.ts';

/**
 * The simulated world as a process of its own: account API, public DNS, a webhook receiver and, with
 * `--scenario demo`, a story. Prints one line of JSON when all of it is up, tells the story on stderr, and ends with
 * SIGTERM, SIGINT or when whoever started it closes its stdin.
 */
const TICK_MS = 1_000;
const SCAN_SECONDS = '15';

const { values } = parseArgs({
  options: {
    scenario: { type: 'string', default: 'demo' },
    fleet: { type: 'string', default: '12x40' },
  },
});
const scenario = values.scenario;
if (scenario !== 'demo' && scenario !== 'quiet') throw new Error('--scenario is demo or quiet.');
if (scenario === 'demo' && values.fleet !== '12x40')
  throw new Error('The demo tells its story on the fleet 12x40.');

const fleet = createFleet(parseFleetSize(values.fleet));
// The story's minutes are hours: what MXroute allows in an hour is allowed in a minute.
const limits = scenario === 'demo' ? { reads: 6_000 } : {};
const account = await startAccountServer({ account: fleet.account, limits });
const dns = await startDnsServer({ zones: fleet.zones });
const receiver = await startReceiver();
const world = { account, dns };
const admin = await startAdminServer(world);

const { server, username, apiKey } = fleet.account;
process.stdout.write(
  `${JSON.stringify({
    apiUrl: account.url,
    dnsServer: dns.address,
    receiverUrl: receiver.url,
    adminUrl: admin.url,
    server,
    username,
    apiKey,
    env: {
      MXROUTE_API_URL: account.url,
      MX_SERVER: server,
      MX_USER: username,
      MX_API_KEY: apiKey,
      MXM_DNS_SERVERS: dns.address,
      MXM_DEMO_RECEIVER: receiver.url,
      MXM_SCAN_SECONDS: SCAN_SECONDS,
      ...(scenario === 'demo' ? { MXM_DEMO_HISTORY: `${admin.url}/__sim/history` } : {}),
    },
  })}\n`,
);

const say = (text: string): void => void process.stderr.write(`[demo] ${text}\n`);
const story = scenario === 'demo' ? tellStory() : undefined;

function tellStory(): NodeJS.Timeout {
  const startedAt = performance.now();
  const drift = createDrift(world);
  let told = 0;
  say('The story begins: one mailbox is nearly full and one domain has no DMARC record.');
  return setInterval(() => {
    const now = (performance.now() - startedAt) / 1000;
    drift();
    for (const step of stepsBetween(told, now)) {
      if (step === 'again') {
        resetWorld(world);
        say('The story begins anew.');
      } else {
        step.apply(world);
        say(`${step.text}.`);
      }
    }
    told = now;
  }, TICK_MS);
}

async function end(): Promise<void> {
  clearInterval(story);
  await Promise.allSettled([account.close(), dns.close(), receiver.close(), admin.close()]);
  process.exit(0);
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
// A closed pipe means that the starter is gone; /dev/null or a terminal means nothing.
const input = fstatSync(0);
if (input.isFIFO() || input.isSocket()) process.stdin.on('end', end).on('error', end).resume();
