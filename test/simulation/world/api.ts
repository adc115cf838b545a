import type { Fetch } from '../../../src-main/engine/mxroute/transport.ts';
import { errorBody } from '../../simulator/account-faults.ts';
import { ApiError } from '../../simulator/account-routes.ts';
import { findRoute } from '../../simulator/account-server.ts';
import { RateLimiter } from '../../simulator/rate-limiter.ts';
import type { AnswerLog } from './answers.ts';
import type { Draw } from './draw.ts';
import type { Line } from './line.ts';
import type { ApiFault } from './trouble.ts';
import type { Truth } from './truth.ts';

interface Reply {
  status: number;
  text: string;
  headers?: Record<string, string>;
}

export interface SimApiOptions {
  truth: Truth;
  draw: Draw;
  answers: AnswerLog;
  /** The world's time. */
  now: () => number;
  after: (ms: number, run: () => void) => void;
  /** What is wrong with MXroute now. */
  faults: () => { fault: ApiFault; share: number }[];
}

const PAGE = '<!doctype html><html><head><title>502 Bad Gateway</title></head></html>';
/** A 403 that is none of MXroute's words about the credentials. */
const FIREWALLS = [PAGE, 'error code: 1020', ''].map((text) => ({ status: 403, text }));
const LISTS = /\/(email-accounts|forwarders|pointers|whitelist|blacklist)$/;
const json = (data: unknown): string => JSON.stringify({ success: true, data });

/** MXroute's API without a socket: the simulated account's own routes, at the world's time. */
export class SimApi {
  readonly #options: SimApiOptions;
  readonly #limiter = new RateLimiter();
  /** Requests that were too many: the app must not cause any. */
  refusals = 0;
  requests = 0;

  constructor(options: SimApiOptions) {
    this.#options = options;
  }

  /** As seen from one process. */
  fetchFor =
    (line: Line): Fetch =>
    (url, init) => {
      const { draw, after, answers, now } = this.#options;
      const path = new URL(url).pathname;
      const known = new Headers(init.headers).get('x-api-key') === this.#options.truth.account.apiKey;
      return line
        .exchange<Response>(init.signal ?? undefined, (deliver, fail) => {
          after(draw.between(15, 250), () => {
            const reply = this.#answer(path, known);
            if (reply === 'hang') return;
            after(draw.between(15, 250), () =>
              reply === 'cut' ? fail(networkError('ECONNRESET')) : deliver(toResponse(reply)),
            );
          });
        })
        .catch((error: unknown) => {
          // What was told has not arrived.
          answers.add({ at: now(), subject: path, told: 'none' });
          throw error;
        });
    };

  #answer(path: string, isKnown: boolean): Reply | 'hang' | 'cut' {
    const { answers, now, draw } = this.#options;
    const log = (told: 'truth' | 'none' | 'false') => answers.add({ at: now(), subject: path, told });
    this.requests++;
    const verdict = this.#limiter.take('reads', now());
    const headers = {
      date: new Date(now()).toUTCString(),
      'x-ratelimit-limit': String(verdict.limit),
      'x-ratelimit-remaining': String(verdict.remaining),
      'x-ratelimit-reset': String(Math.ceil(verdict.resetAt / 1000)),
    };
    if (!verdict.allowed) {
      this.refusals++;
      log('none');
      const wait = String(Math.max(1, Math.ceil((verdict.resetAt - now()) / 1000)));
      return {
        status: 429,
        text: errorBody('RATE_LIMITED', 'Too many requests'),
        headers: { ...headers, 'retry-after': wait },
      };
    }
    const fault = this.#options.faults().find(({ share }) => draw.chance(share))?.fault;
    const faulty = fault && this.#faulty(fault, path, headers);
    if (faulty) {
      log(faulty.told);
      return faulty.reply;
    }
    if (!isKnown) {
      log('none');
      return { status: 401, text: errorBody('UNAUTHORIZED', 'Invalid API credentials'), headers };
    }
    try {
      const { text, status } = this.#truth(path);
      log('truth');
      return { status, text, headers };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      log(error.status === 404 ? 'truth' : 'none');
      return { status: error.status, text: errorBody(error.code, error.message), headers };
    }
  }

  #truth(path: string): { status: number; text: string } {
    const { truth, now } = this.#options;
    const { route, params } = findRoute('GET', path);
    const result = route.handle({ account: truth.account, params, body: {}, now: new Date(now()) });
    const text = result.bare ? JSON.stringify(result.data) : json(result.data);
    return { status: result.status ?? 200, text };
  }

  #faulty(
    fault: ApiFault,
    path: string,
    headers: Record<string, string>,
  ): { reply: Reply | 'hang' | 'cut'; told: 'none' | 'false' } | undefined {
    const { draw } = this.#options;
    const none = (reply: Reply | 'hang' | 'cut') => ({ reply, told: 'none' as const });
    switch (fault) {
      case 'error':
        return none({ status: draw.pick([500, 502, 503]), text: errorBody('SERVER_ERROR', 'Down'), headers });
      case 'page':
        return none(draw.pick([{ status: 200, text: PAGE }, { status: 502, text: PAGE }, ...FIREWALLS]));
      case 'empty':
        return none({ status: draw.pick([200, 204]), text: '' });
      case 'hang':
        return none('hang');
      case 'cut':
        return none('cut');
      case 'refused':
        return none({ status: 200, text: errorBody('BUSINESS_ERROR', 'Not now'), headers });
      case 'unauthorized':
        return none({ status: 401, text: errorBody('UNAUTHORIZED', 'Invalid API credentials'), headers });
      case 'busy':
        return none({
          status: 429,
          text: errorBody('RATE_LIMITED', 'Too many requests'),
          headers: { ...headers, 'x-ratelimit-remaining': '0', 'retry-after': String(draw.whole(1, 90)) },
        });
      case 'noDomains':
        return path === '/domains'
          ? { reply: { status: 200, text: json([]), headers }, told: 'false' }
          : undefined;
      case 'cutLists':
        if (path.endsWith('/dns')) return this.#cutExpectation(path, headers);
        return LISTS.test(path) ? this.#cut(path, headers) : undefined;
      case 'odd':
        return path.endsWith('/email-accounts') ? this.#odd(path, headers) : undefined;
    }
  }

  /** A list without some of its entries, or without any. */
  #cut(path: string, headers: Record<string, string>): { reply: Reply; told: 'false' } | undefined {
    const list = this.#listAt<unknown>(path);
    if (list === undefined || list.length === 0) return undefined;
    const left = list.slice(0, this.#options.draw.whole(0, list.length - 1));
    return { reply: { status: 200, text: json(left), headers }, told: 'false' };
  }

  /** What MXroute expects of a domain, without some of it. A domain that is new has nothing else to go by. */
  #cutExpectation(
    path: string,
    headers: Record<string, string>,
  ): { reply: Reply; told: 'false' } | undefined {
    const { draw } = this.#options;
    const { data } = JSON.parse(this.#truth(path).text) as { data: Record<string, unknown> };
    const servers = data.mx_records as unknown[];
    data.mx_records = servers.slice(0, draw.whole(0, servers.length - 1));
    for (const record of ['spf', 'dkim']) if (draw.chance(0.5)) data[record] = null;
    return { reply: { status: 200, text: json(data), headers }, told: 'false' };
  }

  #listAt<T>(path: string): T[] | undefined {
    try {
      return (JSON.parse(this.#truth(path).text) as { data: T[] }).data;
    } catch {
      return undefined;
    }
  }

  /** One record that nobody can make sense of, or one number. */
  #odd(path: string, headers: Record<string, string>): { reply: Reply; told: 'false' } | undefined {
    const { draw } = this.#options;
    const list = this.#listAt<Record<string, unknown>>(path);
    if (list === undefined || list.length === 0) return undefined;
    const record = draw.pick(list);
    if (draw.chance(0.5)) Object.assign(record, { username: null, email: null });
    else record[draw.pick(['usage', 'sent', 'quota', 'limit'])] = draw.pick(['lots', null, {}, 'NaN']);
    return { reply: { status: 200, text: json(list), headers }, told: 'false' };
  }
}

export const networkError = (code: string): Error =>
  Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(code), { code }) });

/** As much of a Response as the client reads: a real one costs more than everything else in the exchange. */
function toResponse({ status, text, headers }: Reply): Response {
  let isRead = false;
  const reader = {
    read: async () => {
      const done = isRead || text === '';
      isRead = true;
      return done ? { done: true, value: undefined } : { done: false, value: Buffer.from(text) };
    },
    cancel: async () => {},
  };
  const response = {
    type: 'basic',
    status,
    headers: new Headers(headers),
    body: { getReader: () => reader },
  };
  return response as unknown as Response;
}
