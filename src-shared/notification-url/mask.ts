import { hostAndPort, isHost, shownHost } from './address.ts';
import { decode, splitUrl, type UrlParts } from './parts.ts';
import { isResetReference } from './reset-reference.ts';

/** Schemes whose host is the user's own server: only there may it be shown. */
const OWN_SERVER = new Set([
  'apprise',
  'apprises',
  'form',
  'forms',
  'gotify',
  'gotifys',
  'hassio',
  'hassios',
  'json',
  'jsons',
  'mailto',
  'mailtos',
  'mmost',
  'mmosts',
  'mqtt',
  'mqtts',
  'ncloud',
  'nclouds',
  'nctalk',
  'nctalks',
  'ntfy',
  'ntfys',
  'xml',
  'xmls',
]);
const PUBLIC_HOSTS = new Set(['ntfy.sh']);
/** Without a path these hold their topic or token in the host's place. */
const HOST_NEEDS_PATH = new Set(['ntfy', 'ntfys', 'gotify', 'gotifys', 'mmost', 'mmosts']);

/** ntfy's own word for where it goes: with it the host may be one more topic on the public server. */
const mayBeTopic = (scheme: string, { query }: UrlParts): boolean =>
  /^ntfys?$/.test(scheme) &&
  query.some(([key, value]) =>
    `${key}=${value}`.split(';').some((pair) => /^mode=/i.test((decode(pair) ?? pair).trim())),
  );

/**
 * What may be shown of an Apprise URL, by an allow-list: the scheme, and the host only where it is the user's own
 * server. User info, path and query never.
 */
export function mask(url: string): string {
  const scheme = /^\s*([a-z][a-z0-9+.-]{0,31}):\/\//i.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined) return '…';
  if (isResetReference(url)) return 'mailtos://…';
  const parts = splitUrl(url.trim());
  if (
    !parts ||
    !OWN_SERVER.has(scheme) ||
    !isHost(parts.host) ||
    PUBLIC_HOSTS.has(parts.host.toLowerCase()) ||
    // A login with a slash in its password, not encoded: what looks like host and port is a part of it.
    parts.path.includes('@') ||
    mayBeTopic(scheme, parts)
  ) {
    return `${scheme}://…`;
  }
  if (HOST_NEEDS_PATH.has(scheme) && parts.path.replaceAll('/', '') === '') return `${scheme}://…`;
  return `${scheme}://${hostAndPort(shownHost(parts.host), parts.port)}/…`;
}
