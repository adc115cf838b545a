import { MxrouteError, type MxrouteErrorCode } from './api.ts';
import type { Answer } from './transport.ts';

const MAX_REMARK = 160;

/** What a refusal's body says, as far as it can be read. */
interface Refusal {
  code: string | undefined;
  message: string | undefined;
}

/**
 * Takes `data` out of `{success, data}` (source: MXroute API 1.0.0, Error Responses).
 * @param path for messages, e.g. `/domains/example.com/dns`.
 * @throws MxrouteError with a sentence for a person.
 */
export function openEnvelope(path: string, answer: Answer): unknown {
  return dataOf(path, bodyOf(path, answer));
}

/**
 * The same for what MXroute answers with or without the envelope (`GET /quota`).
 * @throws as openEnvelope does; a `success` or `data` of any kind makes it an envelope.
 */
export function openBare(path: string, answer: Answer): unknown {
  const body = bodyOf(path, answer);
  const wrapped = isRecord(body) && (body.success !== undefined || body.data !== undefined);
  return wrapped ? dataOf(path, body) : body;
}

function bodyOf(path: string, answer: Answer): unknown {
  const { status } = answer;
  if (status === 200) return parse(path, answer.text);
  if (status >= 300 && status < 400)
    throw new MxrouteError(
      'rejected',
      `MXroute's address answered with a redirect (${status}), which is not followed because the request carries the API key. Check the API address.`,
      status,
    );
  if (status < 300)
    throw new MxrouteError('malformed', `MXroute answered GET ${path} without data (${status}).`, status);
  const refusal = readRefusal(answer.text);
  if (isFirewalls(answer, refusal))
    throw new MxrouteError(
      'server_error',
      `MXroute could not be asked for ${path}: something in front of it, perhaps a firewall, refused the request (${status}).`,
      status,
    );
  throw refused(path, status, refusal);
}

/**
 * Refused credentials are told at once, so the word must be MXroute's own, which always carries a code (source: MXroute
 * API 1.0.0, Error Responses). Firewalls answer a 403 of their own in plain text, in JSON of another kind, with a page or
 * with nothing; a 401 is about credentials by its meaning (RFC 9110, 15.5.2), unless it is a page: MXroute sends none.
 */
const isFirewalls = ({ status, text }: Answer, refusal: Refusal): boolean =>
  (status === 403 && refusal.code === undefined) || (status === 401 && isPage(text));

/** Whether a 500 says that there is no such thing, which some reads use instead of a 404. */
export function refusalCode(answer: Answer): string | undefined {
  return readRefusal(answer.text).code;
}

const bare = (text: string): string => text.replace(/^\uFEFF/, '').trim();
const isPage = (text: string): boolean => bare(text).startsWith('<');

function parse(path: string, text: string): unknown {
  const body = bare(text);
  if (body === '') throw malformed(path, 'is empty');
  if (isPage(text)) throw malformed(path, 'is a web page instead of data');
  try {
    return JSON.parse(body);
  } catch {
    throw malformed(path, 'is not JSON');
  }
}

function dataOf(path: string, body: unknown): unknown {
  if (!isRecord(body)) throw malformed(path, 'has no `data`');
  if (body.success === false) throw refused(path, 200, refusalOf(body));
  if (body.success !== undefined && body.success !== true) throw malformed(path, 'has an odd `success`');
  if (body.data === undefined || body.data === null) throw malformed(path, 'has no `data`');
  return body.data;
}

export const malformed = (path: string, problem: string): MxrouteError =>
  new MxrouteError('malformed', `MXroute's answer to GET ${path} cannot be used: it ${problem}.`);

function readRefusal(text: string): Refusal {
  try {
    return refusalOf(JSON.parse(bare(text)));
  } catch {
    return { code: undefined, message: undefined };
  }
}

function refusalOf(body: unknown): Refusal {
  const error = isRecord(body) ? body.error : undefined;
  if (typeof error === 'string') return { code: undefined, message: remark(error) };
  if (!isRecord(error)) return { code: undefined, message: undefined };
  return {
    code: typeof error.code === 'string' ? error.code : undefined,
    message: typeof error.message === 'string' ? remark(error.message) : undefined,
  };
}

/** Somebody else's words: one line, no control characters, not endless, no full stop of its own. */
function remark(text: string): string | undefined {
  const line = text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .replace(/\.+$/, '');
  if (line === '') return undefined;
  return line.length > MAX_REMARK ? `${line.slice(0, MAX_REMARK)}…` : line;
}

const BY_STATUS: Record<number, MxrouteErrorCode> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  429: 'rate_limited',
};
const BY_CODE: Record<string, MxrouteErrorCode> = {
  UNAUTHORIZED: 'unauthorized',
  FORBIDDEN: 'forbidden',
  NOT_FOUND: 'not_found',
  RATE_LIMITED: 'rate_limited',
  SERVER_ERROR: 'server_error',
};

function refused(path: string, status: number, { code, message }: Refusal): MxrouteError {
  const kind =
    BY_STATUS[status] ?? (status >= 500 ? 'server_error' : undefined) ?? BY_CODE[code ?? ''] ?? 'rejected';
  return new MxrouteError(kind, sentence(kind, path, status, message), status);
}

function sentence(kind: MxrouteErrorCode, path: string, status: number, message: string | undefined): string {
  const said = message ? `: ${message}` : '';
  const number = status === 200 ? '' : ` (${status})`;
  switch (kind) {
    case 'unauthorized':
      return `MXroute did not accept the credentials${number}${said}. Check server, user and API key.`;
    case 'forbidden':
      return `MXroute does not allow this request with these credentials${number}${said}.`;
    case 'not_found':
      return `MXroute does not know ${path}${number}${said}.`;
    case 'rate_limited':
      return `MXroute refused GET ${path} because too many requests were made with this API key${number}. Another tool may be using it.`;
    case 'server_error':
      return `MXroute could not answer GET ${path} because of an error of its own${number}${said}.`;
    default:
      return `MXroute refused GET ${path}${number}${said}.`;
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
