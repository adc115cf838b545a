import type { Clock } from '../ports.ts';
import { MxrouteError } from './api.ts';

const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

export interface TransportOptions {
  fetch: Fetch;
  clock: Clock;
  /** For the whole exchange, the last byte of the body included. */
  timeoutMs: number;
}

/**
 * One GET. Redirects are not followed: the headers carry the key.
 * @throws MxrouteError `timeout`, `network`, `cancelled` or `malformed` (too large).
 */
export async function get(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
  { fetch, clock, timeoutMs }: TransportOptions,
): Promise<Answer> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let timedOut = false;
  const timer = clock.after(timeoutMs, () => {
    timedOut = true;
    abort();
  });
  signal.addEventListener('abort', abort, { once: true });
  try {
    if (signal.aborted) throw new MxrouteError('cancelled', 'Cancelled.');
    const response = await fetch(url, { headers, redirect: 'manual', signal: controller.signal });
    // Browsers' fetch, and so Electron's, hides a redirect that it does not follow behind status 0.
    const status = response.type === 'opaqueredirect' ? 302 : response.status;
    return { status, headers: response.headers, text: await readText(response) };
  } catch (error) {
    if (signal.aborted) throw new MxrouteError('cancelled', 'Cancelled.');
    if (timedOut) throw unreachable('timeout', `timed out after ${Math.round(timeoutMs / 1000)} s`);
    throw error instanceof MxrouteError ? error : explain(error, new URL(url).hostname);
  } finally {
    timer.cancel();
    signal.removeEventListener('abort', abort);
  }
}

async function readText(response: Response): Promise<string> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > MAX_ANSWER_BYTES) {
      await reader.cancel();
      throw new MxrouteError('malformed', 'MXroute sent an answer that is too large to be right.');
    }
    text += decoder.decode(value, { stream: true });
  }
}

const REASONS: Record<string, string> = {
  ENOTFOUND: 'its name was not found',
  EAI_AGAIN: 'its name could not be looked up',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  ENETUNREACH: 'no network',
  EHOSTUNREACH: 'no network',
  ENETDOWN: 'no network',
  ETIMEDOUT: 'timed out',
  UND_ERR_CONNECT_TIMEOUT: 'timed out',
  UND_ERR_HEADERS_TIMEOUT: 'timed out',
};
const CERTIFICATE = /CERT|SIGNED|SSL|TLS|ISSUER|ALTNAME/;

/** Only the error's code is used: its text may hold a header. */
function explain(error: unknown, host: string): MxrouteError {
  const code = errorCode(error);
  if (CERTIFICATE.test(code))
    return new MxrouteError(
      'network',
      `The certificate of ${host} could not be verified (${code}), so no credentials were sent. Check this computer's date and network.`,
    );
  return unreachable('network', REASONS[code] ?? (code === '' ? 'network error' : `network error ${code}`));
}

function errorCode(error: unknown): string {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 4; cause = cause.cause, depth++)
    if ('code' in cause && typeof cause.code === 'string' && /^[A-Z0-9_]{2,60}$/.test(cause.code))
      return cause.code;
  return '';
}

const unreachable = (code: 'timeout' | 'network', reason: string): MxrouteError =>
  new MxrouteError(code, `Could not reach MXroute (${reason}).`);

/** The runtime's fetch, refused where certificate checks are switched off for the whole process. */
export const verifiedFetch: Fetch = (url, init) => {
  if (url.startsWith('https:') && process.env.NODE_TLS_REJECT_UNAUTHORIZED === '0')
    throw new MxrouteError(
      'network',
      'Certificate checks are switched off on this computer (NODE_TLS_REJECT_UNAUTHORIZED=0). Remove that setting: the API key is not sent without them.',
    );
  return fetch(url, init);
};
