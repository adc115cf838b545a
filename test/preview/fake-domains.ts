import { dmarcProblem } from '../../src-shared/dmarc.ts';
import { failure } from '../../src-shared/result.ts';
import type { DomainDetail } from '../../src-shared/views/domains.ts';
import { adviceOf } from './advice-data.ts';
import type { Answers, World } from './fake-world.ts';
import { ago, rowOf } from './fleet-data.ts';

type Channel = 'domains.list' | 'domains.get' | 'domains.setPolicy' | 'domains.advise' | 'dns.testResolvers';

const LOOK_MS = 1200;
const after = <T>(ms: number, value: T): Promise<T> =>
  new Promise((resolve) => setTimeout(() => resolve(value), ms));

const GONE = failure('not_found', 'This domain is no longer one of the account’s.');
const OWN = ['192.168.178.1', 'fe80::1'];

/** Domains and their details, and the resolvers. */
export function domainAnswers(world: World): Answers<Channel> {
  const find = ({ account, domain }: { account: string; domain: string }) =>
    world.domains.find((one) => one.account === account && one.domain === domain);
  const change = (wanted: DomainDetail, parts: Partial<DomainDetail>): DomainDetail => {
    const changed = { ...wanted, ...parts };
    world.domains = world.domains.map((one) => (one === wanted ? changed : one));
    world.feed({ topic: 'domains' });
    return changed;
  };
  return {
    'domains.list': () => {
      if (world.variant === 'failure')
        return failure('database', 'The domains could not be read. The app tries again by itself.');
      return world.bare ? [] : world.domains.map(rowOf);
    },
    'domains.get': (input) => find(input) ?? GONE,
    'domains.setPolicy': ({ dmarcRecord, acceptedMxHosts, ...input }) => {
      const found = find(input);
      if (found === undefined) return GONE;
      const problem = dmarcRecord === null ? undefined : dmarcProblem(dmarcRecord);
      if (problem !== undefined) return failure('invalid', `The DMARC record ${problem}.`, 'dmarcRecord');
      return change(found, { policy: { dmarcRecord, acceptedMxHosts } });
    },
    'domains.advise': async (input) => {
      const found = find(input);
      if (found === undefined) return GONE;
      const advice = await after(LOOK_MS, { checkedAt: ago(0), results: adviceOf(found.domain) });
      change(found, { advice });
      return advice;
    },
    'dns.testResolvers': (servers: string[] = []) =>
      Promise.all(
        servers
          .flatMap((server) => (server === 'system' ? OWN : [server]))
          .map((server, index) => {
            const ok = !server.startsWith('9.') && !server.startsWith('fe80');
            return after(200 + index * 150, {
              server,
              ok,
              message: ok ? 'Answered in 12 ms.' : 'Did not answer in time.',
              ms: ok ? 12 : null,
            });
          }),
      ),
  };
}
