import type { Result } from '../../../src-shared/result.ts';
import { pause } from '../pause.ts';
import type { Clock, Logger, Random } from '../ports.ts';
import { mostUrgent, type Read } from './answer-cache.ts';
import { MxrouteError, type Priority, type RequestOptions } from './api.ts';
import { cancelled, type RequestBudget, type Ticket } from './budget.ts';
import { readRateHeaders } from './rate-headers.ts';
import { type Answer, type Fetch, get } from './transport.ts';

/** A hiccup must not fail a scan of 500 domains: reads change nothing, so they may be repeated once. */
const REPEATED: ReadonlySet<string> = new Set(['network', 'timeout', 'server_error']);
const REPEAT_AFTER_MS = 2_000;
/** A 429 is waited out and asked again this often. */
const REFUSALS_BORNE = 3;

export interface ReaderOptions {
  baseUrl: Result<string>;
  server: string;
  username: string;
  apiKey: () => Promise<string> | string;
  budget: RequestBudget;
  clock: Clock;
  random: Random;
  log: Logger;
  fetch: Fetch;
  timeoutMs: number;
}

/**
 * No exchange takes so long awake: MXroute gave the answer before a sleep, and it waited in this computer since. What it
 * says of quotas, counters and lists may be hours old, so it is asked for again.
 */
const SLEPT_MS = 300_000;

export interface Reader {
  /** Reads `path`, waiting for the budget; `parse` throws MxrouteError for what cannot be used. */
  start<T>(path: string, request: RequestOptions, parse: (answer: Answer) => T): Read<T>;
  /** Requests that really went out. */
  readonly sent: number;
}

export function createReader(options: ReaderOptions): Reader {
  const { budget, clock, random, log } = options;
  let sent = 0;

  async function exchange(
    path: string,
    headers: Credentials,
    ticket: Ticket,
    signal: AbortSignal,
    onSent: () => void,
  ): Promise<Answer> {
    await ticket.granted;
    let answer: Answer | undefined;
    try {
      sent++;
      onSent();
      const startedAt = clock.now();
      answer = await get(`${baseUrl(options.baseUrl)}${path}`, headers, signal, options);
      const ms = clock.now() - startedAt;
      log.log('debug', 'MXroute answered', { path, status: answer.status, ms });
      if (ms > SLEPT_MS)
        throw new MxrouteError(
          'network',
          `MXroute's answer to GET ${path} is of before this computer slept.`,
        );
      return answer;
    } finally {
      ticket.end(answer && readRateHeaders(answer.status, answer.headers, clock.now()));
    }
  }

  function start<T>(path: string, request: RequestOptions, parse: (answer: Answer) => T): Read<T> {
    const controller = new AbortController();
    const { signal } = controller;
    let priority: Priority = request.priority;
    let ticket: Ticket | undefined;
    let sentAt: number | undefined;
    const onSent = () => {
      sentAt = clock.now();
      request.onSent?.();
    };

    async function attempt(): Promise<T> {
      baseUrl(options.baseUrl);
      const headers = await credentials(options);
      if (signal.aborted) throw cancelled();
      ticket = budget.enqueue(priority);
      try {
        return parse(await exchange(path, headers, ticket, signal, onSent));
      } catch (error) {
        throw withoutKey(error, headers['X-API-Key']);
      }
    }

    async function run(): Promise<T> {
      let repeated = false;
      for (let refusals = 0; ; ) {
        try {
          return await attempt();
        } catch (error) {
          if (signal.aborted) throw cancelled();
          if (!(error instanceof MxrouteError)) throw error;
          if (error.code === 'rate_limited' && refusals < REFUSALS_BORNE && error.status === 429) refusals++;
          else if (REPEATED.has(error.code) && !repeated) {
            repeated = true;
            log.log('info', 'Asking MXroute once more', { path, reason: error.message });
            await pause(clock, REPEAT_AFTER_MS * (0.5 + random.next()), signal);
          } else throw error;
        }
      }
    }

    return {
      get sentAt() {
        return sentAt;
      },
      answer: run(),
      raise(to) {
        priority = mostUrgent(priority, to);
        ticket?.raise(priority);
      },
      giveUp() {
        controller.abort();
        ticket?.leave();
      },
    };
  }

  return {
    start,
    get sent() {
      return sent;
    },
  };
}

function baseUrl(checked: Result<string>): string {
  if (checked.ok) return checked.value;
  throw new MxrouteError('rejected', checked.message);
}

type Credentials = Record<'X-Server' | 'X-Username' | 'X-API-Key' | 'Accept', string>;

/** Checked here because the runtime's own complaint about a header quotes its value. */
async function credentials(options: ReaderOptions): Promise<Credentials> {
  const { server, username } = options;
  const key = await readKey(options);
  for (const [what, value] of Object.entries({ server, 'user name': username, 'API key': key })) {
    if (value === '')
      throw new MxrouteError('unauthorized', `No ${what} is set. Enter it in Settings, Account.`);
    if (!/^[\x21-\x7e]+$/.test(value))
      throw new MxrouteError(
        'unauthorized',
        `The ${what} has blanks or special characters in it, so MXroute cannot know it. Enter it once more in Settings, Account.`,
      );
  }
  return { 'X-Server': server, 'X-Username': username, 'X-API-Key': key, Accept: 'application/json' };
}

async function readKey({ apiKey }: ReaderOptions): Promise<string> {
  try {
    return await apiKey();
  } catch (error) {
    if (error instanceof MxrouteError) throw error;
    throw new MxrouteError('keychain', `The API key could not be read. ${(error as Error).message}`);
  }
}

/** Shorter ones are no keys, and would tear words apart. */
const SHORTEST_KEY = 6;

/** MXroute's remark may quote what it was sent. */
function withoutKey(error: unknown, key: string): unknown {
  if (!(error instanceof MxrouteError) || key.length < SHORTEST_KEY || !error.message.includes(key))
    return error;
  return new MxrouteError(error.code, error.message.replaceAll(key, '•••'), error.status);
}
