import type { Endpoint } from './endpoint.ts';

type Variables = Record<string, string | undefined>;

/**
 * The variable that sends this endpoint's requests through a proxy, as requests (the library that Apprise uses) reads
 * it; undefined: none, the connection is direct.
 */
export function proxyVariable(
  { web, encryption, host, port }: Endpoint,
  from: Variables,
): string | undefined {
  if (!web) return undefined;
  const scheme = encryption === 'tls' ? 'HTTPS' : 'HTTP';
  const set = [`${scheme}_PROXY`, `${scheme.toLowerCase()}_proxy`, 'ALL_PROXY', 'all_proxy'].find(
    (name) => (from[name] ?? '') !== '',
  );
  if (set === undefined) return undefined;
  const exceptions = (from.NO_PROXY ?? from.no_proxy ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  const target = host.toLowerCase();
  const direct = exceptions.some((one) => {
    const name = one.replace(/^\*?\./, '');
    return one === '*' || [target, `${target}:${port}`].includes(name) || target.endsWith(`.${name}`);
  });
  return direct ? undefined : set;
}
