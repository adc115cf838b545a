import type { RateFeedback } from './rate-window.ts';

/** Beyond these a number in X-RateLimit-Reset is a point in time (seconds, milliseconds), not a duration. */
const LARGEST_DURATION_S = 1_000_000;
const LARGEST_EPOCH_S = 100_000_000_000;
const HIGHEST_LIMIT = 1_000_000;
/** Without the server's own time a point in time is only as good as this computer's clock. */
const LONGEST_UNSURE_RESET_MS = 60_000;

/**
 * Reads X-RateLimit-* and Retry-After (RFC 9110 10.2.3). Points in time are taken against the answer's own Date
 * header, so a wrong clock on this computer does not matter. What cannot be read counts as not said.
 */
export function readRateHeaders(status: number, headers: Headers, nowMs: number): RateFeedback {
  const serverNow = serverTime(headers);
  const limit = wholeNumber(headers.get('x-ratelimit-limit'));
  return {
    ...(limit !== undefined && limit >= 1 && limit <= HIGHEST_LIMIT ? { limit } : {}),
    ...defined('remaining', wholeNumber(headers.get('x-ratelimit-remaining'))),
    ...defined('resetInMs', resetIn(wholeNumber(headers.get('x-ratelimit-reset')), serverNow, nowMs)),
    ...(status === 429 ? { refused: { retryAfterMs: retryAfter(headers, serverNow ?? nowMs) } } : {}),
  };
}

/** The answer's own Date header, to the second, in ms since the epoch; undefined where it has none. */
export function serverTime(headers: Headers): number | undefined {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? undefined : date;
}

/** Milliseconds that Retry-After asks for; undefined where it does not. */
export function retryAfter(headers: Headers, serverNowMs: number): number | undefined {
  const text = headers.get('retry-after');
  if (text === null) return undefined;
  const seconds = wholeNumber(text);
  if (seconds !== undefined) return seconds * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - serverNowMs);
}

function resetIn(reset: number | undefined, serverNow: number | undefined, now: number): number | undefined {
  if (reset === undefined) return undefined;
  if (reset <= LARGEST_DURATION_S) return reset * 1000;
  const at = reset <= LARGEST_EPOCH_S ? reset * 1000 : reset;
  // The Date header is cut to whole seconds: the window may end up to one second later than it seems.
  if (serverNow !== undefined) return Math.max(0, at - serverNow);
  return Math.min(Math.max(0, at - now), LONGEST_UNSURE_RESET_MS);
}

function wholeNumber(text: string | null): number | undefined {
  if (text === null || !/^\s*\d{1,15}(\.\d*)?\s*$/.test(text)) return undefined;
  return Math.floor(Number(text));
}

const defined = <K extends keyof RateFeedback>(key: K, value: RateFeedback[K]): Partial<RateFeedback> =>
  value === undefined ? {} : { [key]: value };
