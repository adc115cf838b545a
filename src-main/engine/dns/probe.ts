import type { Clock, Random } from '../ports.ts';
import type { LookupOutcome } from './outcome.ts';
import { createResolver, type DnsResolver } from './resolver.ts';

export interface ProbeResult {
  server: string;
  ok: boolean;
  /** A sentence. */
  message: string;
  /** Until the answer; null where none came. */
  ms: number | null;
}

/** A name that has TXT records as long as there is anything for this app to do: SPF records include it. */
const PROBE_NAME = 'mxroute.com';
/** Reserved, without a wildcard (RFC 2606): a random name below it does not exist. */
const NOTHING_BELOW = 'example.com';

interface ProbeOptions {
  clock: Clock;
  random: Random;
  /** What must exist. */
  name?: string;
}

/** Asks every resolver the same questions, each on its own, and says how each did, and whether it lied. */
export function probeServers(servers: readonly string[], options: ProbeOptions): Promise<ProbeResult[]> {
  const { clock, random, name = PROBE_NAME } = options;
  return Promise.all(
    servers.map(async (server) => {
      const resolver = createResolver({ servers: [server], clock, random });
      try {
        const startedAt = clock.now();
        const outcome = await resolver.lookup(name, 'TXT');
        const ms = Math.max(0, clock.now() - startedAt);
        if (outcome.outcome === 'unknown')
          return { server, ok: false, message: WHY[outcome.reason], ms: null };
        const lie = outcome.outcome === 'absent' ? denies(name) : await invention(resolver, random);
        return { server, ok: lie === undefined, message: lie ?? `Answered in ${ms} ms.`, ms };
      } finally {
        resolver.close();
      }
    }),
  );
}

const denies = (name: string): string =>
  `Says that ${name} has no records, which is wrong: what it calls missing cannot be believed.`;

/** Some networks answer with an address of their own where there is none: a missing record would look published. */
async function invention(resolver: DnsResolver, random: Random): Promise<string | undefined> {
  const name = `mxm-${Math.floor(random.next() * 1e12).toString(36)}.${NOTHING_BELOW}`;
  const outcome: LookupOutcome = await resolver.lookup(name, 'A');
  return outcome.outcome === 'records'
    ? 'Invents addresses for names that do not exist: what is missing would look published.'
    : undefined;
}

const WHY = {
  timeout: 'Did not answer in time.',
  servfail: 'Answered that it could not look the name up (SERVFAIL).',
  refused: 'Refused to answer: it does not look names up for this computer.',
  formerr: 'Did not understand the question.',
  network: 'Could not be reached.',
  malformed: 'Sent an answer that is not DNS.',
  cancelled: 'The test was cancelled.',
  'bad-name': 'Could not be asked.',
} as const;
