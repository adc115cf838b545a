import type { Clock, LookupOptions, Random, Resolver } from '../ports.ts';
import { createCancellation } from './cancellation.ts';
import { toAscii } from './names.ts';
import { nextServer } from './next-server.ts';
import type { LookupOutcome, RecordType } from './outcome.ts';
import { createServer, type Server } from './server.ts';
import { parseServer } from './server-address.ts';
import { createSlots } from './slots.ts';
import type { Reply } from './transport.ts';
import type { Question } from './wire.ts';

const UDP_TIMEOUT_MS = 2_500;
const TCP_TIMEOUT_MS = 5_000;
const MAX_IN_FLIGHT = 300;
/** Questions that one lookup may cost in following aliases, each with its own retry. */
const MAX_ALIASES = 8;

export interface ResolverOptions {
  /** `host[:port]`, `[v6]:port`, in the order in which they are asked. What cannot be parsed is left out. */
  servers: readonly string[];
  clock: Clock;
  random: Random;
  /** For one answer over UDP. TCP has twice that. */
  timeoutMs?: number;
  maxInFlight?: number;
  /** Absent: over UDP and TCP. */
  createServer?: typeof createServer;
}

export interface DnsResolver extends Resolver {
  /** Resolvers in use, by the labels that outcomes carry. */
  readonly servers: readonly string[];
  /** Ends what is under way as unknown and frees the sockets. */
  close(): void;
}

/**
 * Public DNS with three outcomes (spec: DNS health, Observation). An unknown is retried once, on another resolver
 * where there is one; resolvers that do not answer go to the end of the order for a while.
 *
 * Which resolver is asked when, also with `avoid`: next-server.ts.
 */
export function createResolver(options: ResolverOptions): DnsResolver {
  const { clock, timeoutMs = UDP_TIMEOUT_MS } = options;
  const slots = createSlots(options.maxInFlight ?? MAX_IN_FLIGHT);
  const cancellation = createCancellation();
  let sent = 0;
  let closed = false;
  const connect = options.createServer ?? createServer;
  const servers = distinctAddresses(options.servers).map((address) =>
    connect(address, {
      clock,
      random: options.random,
      tcpTimeoutMs: options.timeoutMs === undefined ? TCP_TIMEOUT_MS : timeoutMs * 2,
      onSend: () => {
        sent++;
      },
    }),
  );

  /** Asks until somebody knows or nobody is left to ask. Whom to ask is decided when the turn comes, not before. */
  async function askAround(
    question: Question,
    avoid: string | undefined,
    signal?: AbortSignal,
  ): Promise<LookupOutcome | Alias> {
    const tried: Server[] = [];
    let last: LookupOutcome = { outcome: 'unknown', reason: 'network' };
    for (;;) {
      const giveBack = await slots.take(signal);
      try {
        if (closed) return { outcome: 'unknown', reason: 'cancelled' };
        const server = nextServer(servers, tried, avoid, clock.now());
        if (server === undefined) return last;
        const edns = !tried.includes(server);
        tried.push(server);
        const reply = await server.ask({ question, edns, timeoutMs, signal });
        remember(server, reply, clock.now());
        const outcome = toOutcome(reply, server.label);
        if (outcome.outcome !== 'unknown' || outcome.reason === 'cancelled') return outcome;
        last = outcome;
      } finally {
        giveBack();
      }
    }
  }

  async function follow(question: Question, options?: LookupOptions): Promise<LookupOutcome> {
    const signal = cancellation(options?.signal);
    const seen = new Set<string>();
    let name = question.name;
    while (seen.size < MAX_ALIASES && !seen.has(name)) {
      seen.add(name);
      const outcome = await askAround({ ...question, name }, options?.avoid, signal);
      if (outcome.outcome !== 'alias') return outcome;
      name = outcome.target;
    }
    return { outcome: 'unknown', reason: 'malformed' };
  }

  return {
    servers: servers.map((server) => server.label),
    get sent() {
      return sent;
    },
    async lookup(name: string, type: RecordType, lookupOptions?: LookupOptions): Promise<LookupOutcome> {
      const ascii = toAscii(name);
      if (ascii === undefined) return { outcome: 'unknown', reason: 'bad-name' };
      if (closed || lookupOptions?.signal?.aborted) return { outcome: 'unknown', reason: 'cancelled' };
      try {
        return await follow({ name: ascii, type }, lookupOptions);
      } catch {
        const reason = lookupOptions?.signal?.aborted ? 'cancelled' : 'network';
        return { outcome: 'unknown', reason };
      }
    },
    close() {
      closed = true;
      for (const server of servers) server.close();
    },
  };
}

type Alias = { outcome: 'alias'; target: string };

/** Only what speaks about the resolver itself counts: a SERVFAIL speaks about the name. */
function remember(server: Server, reply: Reply, now: number): void {
  if (reply.kind !== 'unknown') server.memory.answered();
  else if (reply.reason !== 'servfail' && reply.reason !== 'cancelled') server.memory.failed(now);
}

function toOutcome(reply: Reply, resolver: string): LookupOutcome | Alias {
  switch (reply.kind) {
    case 'records':
      return { outcome: 'records', records: reply.records, resolver };
    case 'absent':
      return { outcome: 'absent', resolver };
    case 'alias':
      return { outcome: 'alias', target: reply.target };
    case 'truncated':
      return { outcome: 'unknown', reason: 'malformed', resolver };
    case 'unknown':
      return { outcome: 'unknown', reason: reply.reason, resolver };
  }
}

function distinctAddresses(servers: readonly string[]) {
  const byLabel = new Map(
    servers
      .map(parseServer)
      .filter((server) => server !== undefined)
      .map((server) => [server.label, server]),
  );
  return [...byLabel.values()];
}
