import { recordName, toUnicode } from '../../dns/names.ts';
import type { MxRecord } from '../../dns/outcome.ts';
import { type DnsQuestion, type Observation, seen } from '../check.ts';
import { textsOf } from '../checks/result.ts';
import {
  type AdviceDefinition,
  addressesIn,
  advice,
  type Finding,
  good,
  type NetworkTarget,
  notSeen,
  unknown,
} from './check.ts';
import { allowsHost, parsePolicy } from './mta-sts-policy.ts';
import type { PolicyAnswer } from './policy-fetch.ts';

const WEEK_SECONDS = 604_800;

/** MTA-STS (RFC 8461): the record in DNS, the policy over HTTPS, and whether the two agree with the MX hosts. */
export const mtaSts: AdviceDefinition = {
  name: 'mtaSts',
  label: 'MTA-STS',
  why: 'With it other servers refuse to deliver to you over a connection that somebody could read or redirect.',
  mailOnly: true,

  questions({ domain }, dns) {
    const questions: DnsQuestion[] = [
      { name: recordName('_mta-sts', domain), type: 'TXT' },
      { name: domain, type: 'MX' },
    ];
    if (recordsOf(domain, dns).length !== 1) return questions;
    const name = policyHost(domain);
    return [...questions, { name, type: 'A' }, { name, type: 'AAAA' }];
  },

  judge({ domain }, { dns, policy }) {
    const host = recordName('_mta-sts', domain);
    const outcome = seen(dns, host, 'TXT');
    if (outcome.outcome === 'unknown') return notSeen(host, outcome);
    const found = recordsOf(domain, dns);
    const [record] = found;
    if (record === undefined) {
      return advice(
        'There is no MTA-STS policy, so senders do not insist on encryption: publish one to make them.',
      );
    }
    if (found.length > 1)
      return advice('There are several MTA-STS records, so none counts: keep one.', found);
    if (!/;\s*id\s*=\s*[A-Za-z0-9]{1,32}\s*(;|$)/.test(record)) {
      return advice(
        'The MTA-STS record has no valid id=: give it one of up to 32 letters and digits.',
        found,
      );
    }
    return judgeAnswer(domain, dns, policy, found);
  },
};

/** Where the policy is to be fetched; undefined where there is no record, or its host has no address. */
export function policyTarget(domain: string, dns: Observation): NetworkTarget | undefined {
  const host = policyHost(domain);
  const addresses = addressesIn([seen(dns, host, 'A'), seen(dns, host, 'AAAA')]);
  return recordsOf(domain, dns).length === 1 && addresses.length > 0 ? { host, addresses } : undefined;
}

function judgeAnswer(
  domain: string,
  dns: Observation,
  answer: PolicyAnswer | undefined,
  found: string[],
): Finding {
  const host = policyHost(domain);
  const url = `https://${toUnicode(host)}/.well-known/mta-sts.txt`;
  if (answer === undefined) {
    const addresses = [seen(dns, host, 'A'), seen(dns, host, 'AAAA')];
    for (const each of addresses) if (each.outcome === 'unknown') return notSeen(host, each, found);
    return advice(
      `The MTA-STS policy cannot be read because ${toUnicode(host)} does not exist: publish the name.`,
      found,
    );
  }
  switch (answer.kind) {
    case 'unreachable':
      return unknown(`${url} could not be read from here: ${answer.reason}.`, found);
    case 'certificate':
      return advice(
        `${url} shows a certificate that ${answer.problem}, so senders ignore the policy: renew it.`,
        found,
      );
    case 'status':
      return answer.status >= 300 && answer.status < 400
        ? advice(`${url} redirects, which senders do not follow: serve the policy there itself.`, found)
        : advice(`${url} answers with status ${answer.status} instead of the policy: put it there.`, found);
    case 'too-large':
      return advice(`${url} is longer than the 64 kB that senders read: shorten it.`, found);
    case 'text':
      return judgePolicy(domain, dns, answer, found);
  }
}

function judgePolicy(
  domain: string,
  dns: Observation,
  { text, contentType }: Extract<PolicyAnswer, { kind: 'text' }>,
  record: string[],
): Finding {
  const found = [...record, text];
  if (!/^text\/plain\s*(;|$)/i.test(contentType)) {
    return advice(
      `The MTA-STS policy is served as “${contentType || 'nothing in particular'}”, which senders may refuse: serve it as text/plain.`,
      found,
    );
  }
  const policy = parsePolicy(text);
  if (typeof policy === 'string') return advice(`The MTA-STS policy ${policy}: correct the file.`, found);
  if (policy.mode === 'none') {
    return advice('The MTA-STS policy is switched off (mode: none): remove it, or set mode: enforce.', found);
  }
  const mx = seen(dns, domain, 'MX');
  if (mx.outcome === 'unknown') return notSeen(domain, mx, found);
  const strangers = hostsIn(mx).filter((host) => !allowsHost(policy, host));
  if (strangers.length > 0) {
    const what = policy.mode === 'enforce' ? 'refuse to deliver to' : 'report as wrong';
    return advice(
      `The MTA-STS policy does not name ${strangers.map(toUnicode).join(', ')}, which senders then ${what}: add it as mx:.`,
      found,
    );
  }
  if (policy.mode === 'testing') {
    return advice(
      'The MTA-STS policy is only tested (mode: testing): set mode: enforce once reports are clean.',
      found,
    );
  }
  if (policy.maxAgeSeconds < WEEK_SECONDS) {
    return advice('The MTA-STS policy is forgotten within a week: set max_age to 604800 or more.', found);
  }
  return good('The MTA-STS policy is in force and names every MX host.', found);
}

const policyHost = (domain: string): string => recordName('mta-sts', domain);

const recordsOf = (domain: string, dns: Observation): string[] =>
  textsOf(seen(dns, recordName('_mta-sts', domain), 'TXT')).filter((text) => /^v=STSv1\s*(;|$)/.test(text));

const hostsIn = (outcome: ReturnType<typeof seen>): string[] =>
  outcome.outcome === 'records'
    ? outcome.records
        .flatMap((record): MxRecord[] => (record.type === 'MX' ? [record.value] : []))
        .map(({ host }) => host)
        .filter(Boolean)
    : [];
