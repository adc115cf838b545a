/** The resolvers as a list that is edited. Empty: this computer's own, then public ones. Pure. */

/** Stands for this computer's own resolvers, whichever they are at the moment. */
export const SYSTEM_RESOLVER = 'system';

export const PUBLIC_RESOLVERS: readonly { name: string; servers: readonly string[] }[] = [
  { name: 'Cloudflare', servers: ['1.1.1.1', '1.0.0.1'] },
  { name: 'Google', servers: ['8.8.8.8', '8.8.4.4'] },
  { name: 'Quad9', servers: ['9.9.9.9', '149.112.112.112'] },
];

export const MOST_RESOLVERS = 8;

/** "Cloudflare", "This computer’s own"; undefined for what a person entered. */
export function resolverName(server: string): string | undefined {
  if (server === SYSTEM_RESOLVER) return 'This computer’s own';
  return PUBLIC_RESOLVERS.find(({ servers }) => servers.includes(server))?.name;
}

const V6 = '[0-9a-fA-F]*:[0-9a-fA-F:.]+';
const ADDRESS = new RegExp(`^(\\[(${V6})\\]|${V6}|[A-Za-z0-9._-]+)(:\\d{1,5})?$`);

/** What is wrong with an entry as a sentence; undefined where nothing is. Main judges it again. */
export function resolverProblem(text: string, others: readonly string[]): string | undefined {
  const server = text.trim();
  if (server === '') return 'Enter an address, like 192.168.1.1 or dns.example.net:5353.';
  if (!ADDRESS.test(server)) return `“${server}” is no host or host:port.`;
  const port = /^(?:\[.*\]|[^:]+):(\d+)$/.exec(server)?.[1];
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535))
    return 'The port is a number from 1 to 65535.';
  if (others.some((one) => one.toLowerCase() === server.toLowerCase())) return `${server} is listed already.`;
  return undefined;
}

/** The entry moved by so many places; out of the list it stays where it is. Does not change its input. */
export function moved<T>(list: readonly T[], from: number, by: number): T[] {
  const to = from + by;
  const next = [...list];
  if (to < 0 || to >= list.length) return next;
  const [entry] = next.splice(from, 1);
  if (entry !== undefined) next.splice(to, 0, entry);
  return next;
}

export const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one, index) => one === b[index]);

/** What an empty list means. */
export const DEFAULT_RESOLVERS: readonly string[] = [SYSTEM_RESOLVER, '1.1.1.1', '8.8.8.8', '9.9.9.9'];
