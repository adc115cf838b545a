import { toUnicode } from '../../dns/names.ts';
import { type DnsQuestion, type Observation, questionKey, seen } from '../check.ts';
import { organizationalDomain } from '../organizational-domain.ts';
import { type AdviceDefinition, advice, good, notSeen, unknown } from './check.ts';

/**
 * Signed where the zone that holds the domain has a DS record at its parent (RFC 4035 5): without one nobody checks its
 * signatures. That they are right is for the resolver to say: it answers SERVFAIL where they are not.
 */
export const dnssec: AdviceDefinition = {
  name: 'dnssec',
  label: 'DNSSEC',
  why: 'Without signatures somebody between you and a sender can forge your DNS records and redirect your mail.',
  mailOnly: false,

  questions({ domain }, dns) {
    const { asked, zone } = findZone(domain, dns);
    const names = asked.map((name): DnsQuestion => ({ name, type: 'NS' }));
    const signed: DnsQuestion[] = zone === undefined ? [] : [{ name: zone, type: 'DS' }];
    return [...names, ...signed];
  },

  judge({ domain }, { dns }) {
    const { asked, zone } = findZone(domain, dns);
    const last = asked.at(-1) ?? domain;
    const servers = seen(dns, last, 'NS');
    if (zone === undefined)
      return servers.outcome === 'unknown' ? notSeen(last, servers) : unknown('Not looked up.');
    const outcome = seen(dns, zone, 'DS');
    const name = toUnicode(zone);
    if (outcome.outcome === 'unknown') return notSeen(zone, outcome);
    if (outcome.outcome === 'absent') {
      return advice(
        `${name} is not signed: switch DNSSEC on where its DNS is hosted and add the DS record at the registrar.`,
      );
    }
    const found = outcome.records.map(({ value }) => `${name}: ${String(value)}`);
    if (servers.outcome === 'unknown') {
      return servers.reason === 'servfail'
        ? unknown(
            `${name} has a DS record but cannot be looked up (SERVFAIL), as happens where signatures are wrong or out of date.`,
            found,
          )
        : notSeen(last, servers, found);
    }
    return good(`${name} is signed.`, found);
  },
};

/**
 * The zone that the domain lies in: the first name upward that has name servers of its own.
 * @returns zone undefined while it is not known; asked: names whose name servers matter, the last one decides.
 */
function findZone(domain: string, dns: Observation): { asked: string[]; zone: string | undefined } {
  const top = organizationalDomain(domain) ?? domain;
  const asked: string[] = [];
  for (let name = domain; ; name = name.slice(name.indexOf('.') + 1)) {
    asked.push(name);
    const outcome = dns.get(questionKey({ name, type: 'NS' }));
    if (outcome === undefined) return { asked, zone: undefined };
    if (outcome.outcome === 'records' || name === top) return { asked, zone: name };
    if (outcome.outcome === 'unknown' || !name.includes('.')) return { asked, zone: undefined };
  }
}
