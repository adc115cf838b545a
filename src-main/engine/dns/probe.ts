import type { Clock, Random } from '../ports.ts';
import { createResolver } from './resolver.ts';

export interface ProbeResult {
  server: string;
  ok: boolean;
  /** A sentence. */
  message: string;
  /** Until the answer; null where none came. */
  ms: number | null;
}

/** A name that exists as long as there is DNS to ask, and has records of this type. */
const PROBE_NAME = 'mxroute.com';

/** Asks every resolver the same question, each on its own, and says how each did. */
export function probeServers(
  servers: readonly string[],
  { clock, random, name = PROBE_NAME }: { clock: Clock; random: Random; name?: string },
): Promise<ProbeResult[]> {
  return Promise.all(
    servers.map(async (server) => {
      const resolver = createResolver({ servers: [server], clock, random });
      const startedAt = clock.now();
      const outcome = await resolver.lookup(name, 'MX');
      const ms = Math.max(0, clock.now() - startedAt);
      resolver.close();
      if (outcome.outcome === 'unknown') return { server, ok: false, message: WHY[outcome.reason], ms: null };
      return { server, ok: true, message: `Answered in ${ms} ms.`, ms };
    }),
  );
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
