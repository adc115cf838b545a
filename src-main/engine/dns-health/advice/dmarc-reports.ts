import { parseDmarc, startsAsDmarc } from '../../../../src-shared/dmarc.ts';
import { recordName, toAscii, toUnicode } from '../../dns/names.ts';
import { type DnsQuestion, type Observation, seen } from '../check.ts';
import { textsOf } from '../checks/result.ts';
import { organizationalDomain } from '../organizational-domain.ts';
import { type AdviceDefinition, advice, good, notSeen, skipped } from './check.ts';

/** Destinations of one record that are looked at. */
const MAX_DESTINATIONS = 10;

interface Destination {
  address: string;
  /** A-label form. */
  host: string;
  /** Where the receiver of the reports says that it wants them (RFC 7489 7.1); undefined where it is the same owner. */
  permission: string | undefined;
}

export const dmarcReports: AdviceDefinition = {
  name: 'dmarcReports',
  label: 'DMARC reports',
  why: 'DMARC reports are how you learn who sends mail in your name; addresses elsewhere get them only if they agreed in DNS.',
  mailOnly: true,

  questions(subject, dns): DnsQuestion[] {
    const { names, record } = findRecord(subject.domain, dns);
    const permissions = record === undefined ? [] : destinationsOf(record).destinations;
    return [
      ...names.map((name): DnsQuestion => ({ name, type: 'TXT' })),
      ...permissions.flatMap(({ permission }): DnsQuestion[] =>
        permission === undefined ? [] : [{ name: permission, type: 'TXT' }],
      ),
    ];
  },

  judge({ domain }, { dns }) {
    const { names, record, several } = findRecord(domain, dns);
    for (const name of names) {
      const outcome = seen(dns, name, 'TXT');
      if (outcome.outcome === 'unknown') return notSeen(name, outcome);
    }
    if (several) return skipped('There are several DMARC records, so none of them counts.');
    if (record === undefined) return skipped('There is no DMARC record that could ask for reports.');

    const found = [record.text];
    const { destinations, unusable, hasAggregate } = destinationsOf(record);
    if (unusable.length > 0) {
      return advice(
        `“${unusable.join('”, “')}” is no address for DMARC reports: write mailto:name@domain.`,
        found,
      );
    }
    if (!hasAggregate) {
      return advice('The DMARC record asks for no reports: add rua=mailto: with an address of yours.', found);
    }
    let unseen: ReturnType<typeof notSeen> | undefined;
    for (const { address, host, permission } of destinations) {
      if (permission === undefined) continue;
      const outcome = seen(dns, permission, 'TXT');
      if (outcome.outcome === 'unknown') unseen = notSeen(permission, outcome, found);
      else if (!textsOf(outcome).some(startsAsDmarc)) {
        return advice(
          `Reports to ${address} are not sent: ${toUnicode(host)} has to publish "v=DMARC1" as TXT at ${toUnicode(permission)}, or use an address of your own.`,
          found,
        );
      }
    }
    const addresses = [...new Set(destinations.map(({ address }) => address))].join(', ');
    return unseen ?? good(`DMARC reports go to ${addresses}.`, found);
  },
};

interface FoundRecord {
  text: string;
  /** Where the policy was found. */
  domain: string;
}

/** The domain's own record, else its organizational domain's. */
function findRecord(domain: string, dns: Observation) {
  const names: string[] = [];
  for (const owner of [domain, organizationalDomain(domain)]) {
    if (owner === undefined) continue;
    const name = recordName('_dmarc', owner);
    names.push(name);
    const outcome = seen(dns, name, 'TXT');
    if (outcome.outcome === 'unknown') break;
    const [text, ...others] = textsOf(outcome).filter(startsAsDmarc);
    if (text === undefined) continue;
    const record: FoundRecord | undefined = others.length === 0 ? { text, domain: owner } : undefined;
    return { names, record, several: others.length > 0 };
  }
  return { names, record: undefined, several: false };
}

function destinationsOf({ text, domain }: FoundRecord) {
  const tags = parseDmarc(text);
  const destinations: Destination[] = [];
  const unusable: string[] = [];
  const listed = (name: string) =>
    (tags?.get(name) ?? '')
      .split(',')
      .map((uri) => uri.trim())
      .filter(Boolean);
  for (const uri of [...listed('rua'), ...listed('ruf')].slice(0, MAX_DESTINATIONS)) {
    // A size limit may follow: mailto:x@y!10m (RFC 7489 6.2).
    const address = /^mailto:([^\s!]+@[^\s!@]+)(?:![0-9]+[kmgt]?)?$/i.exec(uri)?.[1];
    const host = address && toAscii(address.slice(address.lastIndexOf('@') + 1));
    if (!address || !host) {
      unusable.push(uri);
      continue;
    }
    const isOurs = ownerOf(host) === ownerOf(domain);
    destinations.push({ address, host, permission: isOurs ? undefined : `${domain}._report._dmarc.${host}` });
  }
  return { destinations, unusable, hasAggregate: listed('rua').length > 0 };
}

const ownerOf = (domain: string): string => organizationalDomain(domain) ?? domain;
