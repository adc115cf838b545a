import { failure, type Result, success } from '../result.ts';
import { isSendable } from './parts.ts';

/** A web address or `host[:port]` as people paste it. */
export interface Address {
  /** Undefined where none was written. */
  secure: boolean | undefined;
  /** Lower case, A-label form, no dot at its end, IPv6 in brackets and shortened. */
  host: string;
  port: string | undefined;
  user: string | undefined;
  password: string | undefined;
  /** From the first slash on, raw; empty or `/` where there is none. */
  path: string;
  /** Raw, without the question mark. */
  query: string;
}

/**
 * Takes `https://host/path`, `http://…`, `host`, `host:port`, `[::1]:8080/path`.
 * @returns what is wrong as a sentence, with `field`.
 */
export function parseAddress(text: string, field: string): Result<Address> {
  const trimmed = text.trim();
  if (trimmed === '') return failure('required', 'is needed', field);
  if (!isSendable(trimmed) || /\s/.test(trimmed))
    return failure('invalid', 'must be one address without blanks', field);
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') {
    return failure('invalid', `must start with https:// or http://, not ${scheme}://`, field);
  }
  const address = scheme === undefined ? `http://${trimmed}` : trimmed;
  const url = parsed(address);
  // The platform drops the port that is the scheme's default; what was written is kept.
  const port = /^[a-z]+:\/\/[^/?#]*?:(\d{1,5})(?=[/?#]|$)/i.exec(withoutUserInfo(address))?.[1];
  const host = url?.hostname.replace(/\.$/, '') ?? '';
  if (!url || !isHost(host))
    return failure('invalid', 'is not an address like host, host:port or https://host/path', field);
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) {
    return failure('invalid', 'has a port that is not from 1 to 65535', field);
  }
  const rest = /^[a-z]+:\/\/[^/?#]*([^?#]*)(?:\?([^#]*))?/i.exec(address);
  return success({
    secure: scheme === undefined ? undefined : scheme === 'https',
    host,
    port: port === undefined ? undefined : String(Number(port)),
    user: url.username === '' ? undefined : url.username,
    password: url.password === '' ? undefined : url.password,
    path: rest?.[1] ?? '',
    query: rest?.[2] ?? '',
  });
}

const withoutUserInfo = (address: string): string => address.replace(/^([a-z]+:\/\/)[^/?#]*@/i, '$1');

function parsed(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

const LABEL = /^[a-z0-9]([a-z0-9_-]*[a-z0-9])?$/i;

/**
 * A name, an IPv4 or a bracketed IPv6 address that Apprise takes for one: of others it makes something else, ntfy a
 * topic on the public server. Never a place where a secret could hide.
 */
export const isHost = (host: string): boolean =>
  /^\[[0-9a-f:.]+\]$/i.test(host) ||
  (host.length <= 253 && host.split('.').every((label) => label.length <= 63 && LABEL.test(label)));

/** For the form and the eye. */
export const hostAndPort = (host: string, port: string | undefined): string =>
  port === undefined ? host : `${host}:${port}`;

/** For the URL: Apprise before 2 cuts a shortened IPv6 address off, so all eight groups are written out. */
export const writtenHost = (host: string, port: string | undefined): string => {
  const [head = '', tail] = host.startsWith('[') ? host.slice(1, -1).split('::') : [];
  if (tail === undefined) return hostAndPort(host, port);
  const groups = [head, tail].map((part) => (part === '' ? [] : part.split(':')));
  const zeros = Array.from({ length: 8 - groups.flat().length }, () => '0');
  return hostAndPort(`[${[...(groups[0] ?? []), ...zeros, ...(groups[1] ?? [])].join(':')}]`, port);
};

/** The inverse: how an address of a URL is shown. */
export const shownHost = (host: string): string =>
  host.startsWith('[') ? (parsed(`http://${host}/`)?.hostname ?? host) : host;
