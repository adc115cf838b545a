import { isIP } from 'node:net';
import { isHost } from '../../../../src-shared/notification-url/address.ts';
import { mask } from '../../../../src-shared/notification-url/mask.ts';
import { decode, splitUrl, type UrlParts } from '../../../../src-shared/notification-url/parts.ts';

/** Where a message of a target is handed over. No part of it is a secret. */
export interface Endpoint {
  host: string;
  port: number;
  /** `tls`: from the first byte on. STARTTLS begins as `plain`. */
  encryption: 'tls' | 'plain';
  /** Whether an HTTP proxy of this computer stands in between. */
  web: boolean;
  /** The target asks not to look at the certificate. */
  verify: boolean;
}

const web = (host: string, port = 443): Endpoint => ({
  host,
  port,
  encryption: 'tls',
  web: true,
  verify: true,
});

/** Services of one provider: scheme → host of its API. */
const CLOUD: Record<string, string> = {
  discord: 'discord.com',
  fcm: 'fcm.googleapis.com',
  gchat: 'chat.googleapis.com',
  join: 'joinjoaomgcd.appspot.com',
  line: 'api.line.me',
  mailgun: 'api.mailgun.net',
  opsgenie: 'api.opsgenie.com',
  pagerduty: 'events.pagerduty.com',
  pbul: 'api.pushbullet.com',
  pover: 'api.pushover.net',
  prowl: 'api.prowlapp.com',
  sendgrid: 'api.sendgrid.com',
  slack: 'hooks.slack.com',
  spush: 'api.simplepush.io',
  tgram: 'api.telegram.org',
  twilio: 'api.twilio.com',
  wxteams: 'webexapis.com',
};
/** Pasted web addresses that Apprise takes as they are. */
const NATIVE = new Set(['discord.com', 'discordapp.com', 'hooks.slack.com', 'ntfy.sh', 'api.telegram.org']);
/** Home servers with a port of their own where none is given. */
const OWN_PORT: Record<string, number> = { hassio: 8123, hassios: 8123, mqtt: 1883, mqtts: 8883 };
/** Depends on Apprise's version: without a port there is nothing to try. */
const NEEDS_PORT = new Set(['mmost', 'mmosts']);

/** Undefined where it is not known, e.g. for a provider that is not listed here. */
export function endpointOf(url: string): Endpoint | undefined {
  const parts = splitUrl(url.trim());
  if (!parts || !isPort(parts.port)) return undefined;
  const { scheme, host } = parts;
  if (scheme === 'mailto' || scheme === 'mailtos') return mailServer(parts);
  const cloud = CLOUD[scheme];
  if (cloud !== undefined) return web(cloud);
  if (scheme === 'https' && NATIVE.has(host.toLowerCase())) return web(host.toLowerCase());
  if (scheme === 'ntfy' || scheme === 'ntfys') {
    // Without a path the host is the topic, and a secret.
    if (parts.path.replaceAll('/', '') === '' || host.toLowerCase() === 'ntfy.sh') return web('ntfy.sh');
  }
  return ownServer(url, parts);
}

/** Only hosts that may be shown: the mask knows which are the user's own. */
function ownServer(url: string, parts: UrlParts): Endpoint | undefined {
  const { scheme, host, port, query } = parts;
  if (mask(url) === `${scheme}://…` || (NEEDS_PORT.has(scheme) && port === undefined)) return undefined;
  const secure = scheme.endsWith('s');
  const usual = OWN_PORT[scheme] ?? (secure ? 443 : 80);
  return {
    host: bare(host),
    port: port === undefined ? usual : Number(port),
    encryption: secure ? 'tls' : 'plain',
    web: !scheme.startsWith('mqtt'),
    verify: verifies(query),
  };
}

function mailServer({ scheme, host, port, query }: UrlParts): Endpoint | undefined {
  const named = new Map(query);
  const server = decode(named.get('smtp') ?? '') || bare(host);
  // What is tried is shown as well: nothing but a host.
  if (!(isHost(server) || isIP(server)) || (port === undefined && !named.has('smtp'))) return undefined;
  const ssl = scheme === 'mailtos' && named.get('mode') === 'ssl';
  const usual = ssl ? 465 : scheme === 'mailtos' ? 587 : 25;
  return {
    host: server,
    port: port === undefined ? usual : Number(port),
    encryption: ssl ? 'tls' : 'plain',
    web: false,
    verify: verifies(query),
  };
}

const isPort = (port: string | undefined): boolean =>
  port === undefined || (Number(port) >= 1 && Number(port) <= 65_535);

const verifies = (query: UrlParts['query']): boolean =>
  !query.some(([key, value]) => key.toLowerCase() === 'verify' && /^(no|false|0|off|n|f)$/i.test(value));

const bare = (host: string): string => host.replace(/^\[|\]$/g, '');
