import type { DnsRecord, RecordType } from '../../src-main/engine/dns/outcome.ts';
import { ServerMemory } from '../../src-main/engine/dns/resting.ts';
import type { Reply } from '../../src-main/engine/dns/transport.ts';
import type { Internet } from '../../src-main/engine/internet.ts';
import type { Clock } from '../../src-main/engine/ports.ts';
import { errorBody } from '../simulator/account-faults.ts';
import { findRoute } from '../simulator/account-server.ts';
import type { SimAccount } from '../simulator/account-state.ts';
import type { Zones } from '../simulator/dns-zones.ts';
import { RateLimiter, type RateVerdict } from '../simulator/rate-limiter.ts';

export interface SimulatedInternetOptions {
  account: SimAccount;
  zones: Zones;
  clock: Clock;
  /** From a request to its answer. */
  latencyMs: number;
}

/** MXroute's API and public DNS without a socket, at the pace of a clock, with MXroute's own rate limit. */
export class SimulatedInternet implements Internet {
  readonly #options: SimulatedInternetOptions;
  readonly #limiter = new RateLimiter();
  /** When each of the app's requests arrived. */
  readonly arrivals: number[] = [];
  refused = 0;

  constructor(options: SimulatedInternetOptions) {
    this.#options = options;
  }

  /** A read by another tool with the same key. */
  otherRead(): RateVerdict {
    return this.#limiter.take('reads', this.#options.clock.now());
  }

  fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const { clock, latencyMs } = this.#options;
    await this.#wait(latencyMs / 2, init.signal);
    const now = clock.now();
    this.arrivals.push(now);
    const { allowed, limit, remaining, resetAt } = this.#limiter.take('reads', now);
    const text = allowed
      ? this.#answer(new URL(url).pathname)
      : errorBody('RATE_LIMITED', 'Too many requests');
    this.refused += Number(!allowed);
    await this.#wait(latencyMs / 2, init.signal);
    return lightResponse(allowed ? 200 : 429, text, {
      date: new Date(now).toUTCString(),
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': String(Math.ceil(resetAt / 1000)),
    });
  };

  createServer: Internet['createServer'] = (address, { onSend }) => ({
    label: address.label,
    memory: new ServerMemory(),
    ask: async ({ question, signal }) => {
      onSend();
      await this.#wait(this.#options.latencyMs / 10, signal);
      return this.#lookUp(question.name, question.type);
    },
    close: () => undefined,
  });

  #answer(path: string): string {
    const { account, clock } = this.#options;
    const { route, params } = findRoute('GET', path);
    const result = route.handle({ account, params, body: {}, now: new Date(clock.now()) });
    return JSON.stringify(result.bare ? result.data : { success: true, data: result.data });
  }

  #lookUp(name: string, type: RecordType): Reply {
    const zone = this.#options.zones[name.toLowerCase()];
    if (zone?.CNAME !== undefined && type !== 'CNAME') return this.#lookUp(zone.CNAME, type);
    const found = zone?.[type as keyof typeof zone];
    const values = (Array.isArray(found) ? found : found === undefined ? [] : [found]) as unknown[];
    if (values.length === 0) return { kind: 'absent' };
    return { kind: 'records', records: values.map((value) => ({ type, value }) as DnsRecord) };
  }

  #wait(ms: number, signal?: AbortSignal | null): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = this.#options.clock.after(ms, resolve);
      signal?.addEventListener('abort', () => {
        timer.cancel();
        reject(new Error('aborted'));
      });
    });
  }
}

/** As much of a Response as the client reads: a real one costs more than everything else in the exchange. */
function lightResponse(status: number, text: string, headers: Record<string, string>): Response {
  const chunks = [Buffer.from(text)];
  const read = async () => {
    const value = chunks.shift();
    return value ? { done: false, value } : { done: true, value: undefined };
  };
  const response = {
    type: 'basic',
    status,
    headers: new Headers(headers),
    body: { getReader: () => ({ read }) },
  };
  return response as unknown as Response;
}
