import { Resolver } from 'node:dns';
import { isIP } from 'node:net';

export interface ServerAddress {
  /** IP address or host name, without brackets. */
  host: string;
  port: number;
  /** What the person wrote, made uniform: how this resolver is called in outcomes. */
  label: string;
}

const DNS_PORT = 53;
/** Asked after the system's own. */
export const PUBLIC_RESOLVERS = ['1.1.1.1', '8.8.8.8', '9.9.9.9'];
/** Placeholders that Windows lists for adapters without a resolver: nobody answers there. */
const WINDOWS_PLACEHOLDER = /^fec0:0{0,3}:0{0,3}:ffff::[123](%.*)?$/i;

/** @returns undefined where `text` is not `host`, `host:port`, `v6`, `[v6]` or `[v6]:port`. */
export function parseServer(text: string): ServerAddress | undefined {
  const trimmed = text.trim();
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(trimmed);
  if (bracketed) return isIP(bracketed[1] ?? '') === 6 ? address(bracketed[1], bracketed[2]) : undefined;
  if (isIP(trimmed) === 6) return address(trimmed, undefined);
  const plain = /^([^\s:[\]/]+)(?::(\d{1,5}))?$/.exec(trimmed);
  return plain ? address(plain[1], plain[2]) : undefined;
}

function address(host: string | undefined, portText: string | undefined): ServerAddress | undefined {
  const port = portText === undefined ? DNS_PORT : Number(portText);
  if (!host || port < 1 || port > 65_535) return undefined;
  const name = host.toLowerCase();
  const bracketed = name.includes(':') ? `[${name}]` : name;
  return { host: name, port, label: port === DNS_PORT ? name : `${bracketed}:${port}` };
}

/** Among the resolvers that a person chose: this computer's own, whichever they are at the moment. */
const SYSTEM = 'system';

/** What a person chose, in that order and without duplicates; nothing chosen, or nothing left of it: the default. */
export function chosenServers(
  chosen: readonly string[],
  system: () => readonly string[] = systemServers,
): string[] {
  const servers = chosen.flatMap((entry) =>
    entry.trim().toLowerCase() === SYSTEM ? usable(system()) : [entry],
  );
  return servers.length > 0 ? [...new Set(servers)] : defaultServers(system());
}

/** This computer's own resolvers, then public ones, without duplicates. */
export function defaultServers(system: readonly string[] = systemServers()): string[] {
  return [...new Set(usable([...system, ...PUBLIC_RESOLVERS]))];
}

/** In the form in which outcomes name them. */
const usable = (servers: readonly string[]): string[] =>
  servers
    .map(parseServer)
    .filter((server) => server !== undefined)
    .filter(({ host }) => !WINDOWS_PLACEHOLDER.test(host))
    .map(({ label }) => label);

/** Asked of a new resolver each time: Node's own knows only the network in which the process began. */
function systemServers(): string[] {
  try {
    return new Resolver().getServers();
  } catch {
    return [];
  }
}
