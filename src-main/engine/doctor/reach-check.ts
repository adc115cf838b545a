import { type DoctorCheck, type EnabledTarget, fail, fixTarget, named, pass, skip } from './check.ts';
import { reach } from './reach/connect.ts';
import { endpointOf } from './reach/endpoint.ts';
import { proxyVariable } from './reach/proxy.ts';

interface Tried {
  target: EnabledTarget;
  /** `host, port n`; undefined: where it goes is not known. */
  place?: string;
  /** Through which variable's proxy it goes. */
  proxy?: string;
  /** Why it cannot be reached. */
  trouble?: string | null;
}

/** Whether this computer gets through to each enabled target's host: a connection is opened, nothing is sent. */
export const reachCheck: DoctorCheck = {
  id: 'hosts',
  label: 'Hosts can be reached',
  fix: fixTarget(undefined),
  run: async ({ enabledTargets, network }) => {
    if (enabledTargets.length === 0) return skip('No target is enabled.');
    if (!network.online())
      return fail('This computer is offline.', 'Alerts wait and are sent when it is online again.');
    const tried = await Promise.all(enabledTargets.map(tryTarget));
    const troubled = tried.filter(({ trouble }) => typeof trouble === 'string');
    if (troubled.length > 0)
      return fail(
        named(troubled.map(({ target, place, trouble }) => [target.name, `${place}: ${trouble}.`])),
        'Check the address and the port of the target, this computer’s network, and the firewall.',
        fixTarget(troubled[0]?.target),
      );
    const reached = tried.filter(({ trouble }) => trouble === null);
    const proxies = tried.flatMap(({ proxy }) => proxy ?? []);
    const notes = [
      ...(reached.length > 0 ? [`${reached.length} of ${enabledTargets.length} can be reached.`] : []),
      ...(proxies.length > 0
        ? [`${proxies.length} not tried: ${proxies[0]} is set, so their requests go through that proxy.`]
        : []),
      ...unknownNote(tried),
    ];
    if (notes.length === 0) return skip('No enabled target has a complete address to try.');
    return reached.length > 0 ? pass(notes.join(' ')) : skip(notes.join(' '));
  },
};

async function tryTarget(target: EnabledTarget): Promise<Tried> {
  if (!target.address.ok) return { target };
  const endpoint = endpointOf(target.address.value);
  if (!endpoint) return { target };
  const proxy = proxyVariable(endpoint, process.env);
  const place = `${endpoint.host}, port ${endpoint.port}`;
  return proxy === undefined ? { target, place, trouble: await reach(endpoint) } : { target, place, proxy };
}

function unknownNote(tried: readonly Tried[]): string[] {
  const unknown = tried.filter(({ place, target }) => place === undefined && target.address.ok);
  if (unknown.length === 0) return [];
  return [`Not tried: ${unknown.map(({ target }) => target.name).join(', ')}, whose host is not known here.`];
}
