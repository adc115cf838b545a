import { toUnicode } from '../../dns/names.ts';
import type { MxRecord } from '../../dns/outcome.ts';
import { type DnsQuestion, type Observation, seen } from '../check.ts';
import {
  type AdviceDefinition,
  addressesIn,
  advice,
  good,
  type NetworkTarget,
  notSeen,
  skipped,
  unknown,
} from './check.ts';

const DAY_MS = 86_400_000;
const EXPIRES_SOON_DAYS = 14;

/** The certificate of the host that is asked first for mail. */
export const mxCertificate: AdviceDefinition = {
  name: 'mxCertificate',
  label: 'MX certificate',
  why: 'Servers that insist on encryption do not deliver to a mail host whose certificate has expired or is for another name.',
  mailOnly: true,

  questions({ domain }, dns): DnsQuestion[] {
    const host = firstHost(domain, dns);
    const addresses: DnsQuestion[] = host
      ? [
          { name: host, type: 'A' },
          { name: host, type: 'AAAA' },
        ]
      : [];
    return [{ name: domain, type: 'MX' }, ...addresses];
  },

  judge({ domain }, { dns, certificate, now }) {
    const outcome = seen(dns, domain, 'MX');
    if (outcome.outcome === 'unknown') return notSeen(domain, outcome);
    const host = firstHost(domain, dns);
    if (!host) return skipped(`${toUnicode(domain)} has no MX host.`);
    const name = toUnicode(host);
    if (certificate === undefined) {
      for (const each of [seen(dns, host, 'A'), seen(dns, host, 'AAAA')])
        if (each.outcome === 'unknown') return notSeen(host, each);
      return advice(`The MX host ${name} has no address, so no mail arrives there: correct the MX record.`);
    }
    switch (certificate.kind) {
      case 'unreachable':
        return unknown(
          `${name} could not be asked on port 25: many networks let nobody out there, so its certificate cannot be seen from here.`,
        );
      case 'no-encryption':
        return unknown(
          `${name} offered this computer no encryption on port 25, as happens where a provider reads along there, so its certificate cannot be seen from here.`,
        );
      case 'invalid':
        return advice(
          `${name} shows a certificate that ${certificate.problem}: tell whoever runs this mail host.`,
        );
      case 'valid':
        return judgeValidity(name, certificate, now);
    }
  },
};

/** Whom to ask on port 25; undefined where there is no MX host, or it has no address. */
export function certificateTarget(domain: string, dns: Observation): NetworkTarget | undefined {
  const host = firstHost(domain, dns);
  const addresses = host ? addressesIn([seen(dns, host, 'A'), seen(dns, host, 'AAAA')]) : [];
  return host && addresses.length > 0 ? { host, addresses } : undefined;
}

function judgeValidity(name: string, { validTo, issuer }: { validTo: number; issuer: string }, now: number) {
  const days = Math.floor((validTo - now) / DAY_MS);
  const found = [`${name}: valid until ${new Date(validTo).toISOString().slice(0, 10)}, issued by ${issuer}`];
  const when = days < 1 ? 'within a day' : `in ${days} ${days === 1 ? 'day' : 'days'}`;
  return days < EXPIRES_SOON_DAYS
    ? advice(`The certificate of ${name} expires ${when}: tell whoever runs this mail host.`, found)
    : good(`The certificate of ${name} is valid for another ${days} days.`, found);
}

/** Lowest number first; of equal ones any may be asked. Empty for the null MX. */
function firstHost(domain: string, dns: Observation): string | undefined {
  const outcome = seen(dns, domain, 'MX');
  if (outcome.outcome !== 'records') return undefined;
  const [first] = outcome.records
    .flatMap((record): MxRecord[] => (record.type === 'MX' ? [record.value] : []))
    .sort((a, b) => a.priority - b.priority);
  return first?.host;
}
