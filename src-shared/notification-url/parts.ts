/**
 * Apprise URLs taken apart and put together by hand: they look like web addresses but the platform's URL class changes
 * custom schemes' hosts and encodings. Everything here is raw text in, raw text out; decoding is the caller's word.
 */
export interface UrlParts {
  /** Lower case. */
  scheme: string;
  user: string | undefined;
  password: string | undefined;
  /** Without port; IPv6 in brackets. */
  host: string;
  port: string | undefined;
  /** From the first slash on, without query; empty where there is none. */
  path: string;
  /** Raw pairs in order, keys undecoded. */
  query: [key: string, value: string][];
}

const SHAPE = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\\]*)([^?#]*)(?:\?([^#]*))?$/i;

/** @returns undefined where the text is not one URL without blanks and fragment. */
export function splitUrl(url: string): UrlParts | undefined {
  const match = /\s/.test(url) ? null : SHAPE.exec(url);
  if (!match) return undefined;
  const [, scheme = '', authority = '', path = '', query] = match;
  const pieces = authority.split('@');
  if (pieces.length > 2) return undefined;
  const userInfo = pieces.length === 2 ? pieces[0] : undefined;
  const hostPort = /^(\[[0-9a-f:.]*\]|[^:]*)(?::(\d+))?$/i.exec(pieces.at(-1) ?? '');
  if (!hostPort) return undefined;
  const colon = userInfo?.indexOf(':') ?? -1;
  return {
    scheme: scheme.toLowerCase(),
    user: userInfo === undefined ? undefined : colon < 0 ? userInfo : userInfo.slice(0, colon),
    password: userInfo === undefined || colon < 0 ? undefined : userInfo.slice(colon + 1),
    host: hostPort[1] ?? '',
    port: hostPort[2],
    path,
    query: query === undefined || query === '' ? [] : query.split('&').map(pair),
  };
}

function pair(text: string): [string, string] {
  const equals = text.indexOf('=');
  return equals < 0 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
}

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not get into a header or a URL.
const CONTROL = /[\u0000-\u001F\u007F]/;

/** Half a character or a control character: nothing a person typed on purpose, and no server accepts it. */
export const isSendable = (text: string): boolean => !LONE_SURROGATE.test(text) && !CONTROL.test(text);

/** Percent-encodes with nothing safe but letters, digits and `-_.~`. */
export const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

// biome-ignore lint/suspicious/noControlCharactersInRegex: what Python's strip() takes away.
const LOST_BETWEEN_DECODINGS = /%|^[\s\u0085\u001C-\u001F]+|[\s\u0085\u001C-\u001F]+$/g;

/** For values that Apprise decodes, strips and decodes again: only what would get lost in between is encoded twice. */
export const encodeTwice = (text: string): string => encode(text.replace(LOST_BETWEEN_DECODINGS, encode));

/** @returns undefined where the percent-encoding is broken. */
export function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

export function decodeTwice(text: string): string | undefined {
  const once = decode(text);
  return once === undefined ? undefined : decode(once);
}

export const joinQuery = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.length === 0 ? '' : `?${pairs.map(([key, value]) => `${key}=${value}`).join('&')}`;
