import { comparableHost, recordName, toUnicode } from '../../dns/names.ts';
import type { LookupOutcome } from '../../dns/outcome.ts';
import { type CheckDefinition, type DnsQuestion, type Observation, seen } from '../check.ts';
import { checkResult, mailHostingOff, notObserved } from './result.ts';

const MAX_ALIASES = 5;

/** By setting: `mail.<domain>` leads to the account's server. Missing or wrong only counts as failure where required. */
export const mail: CheckDefinition = {
  name: 'mail',
  counts: true,

  questions({ domain, mailHosting }, observation, { mxServer }) {
    if (!mailHosting || !mxServer) return [];
    const { last, outcome } = aliases(recordName('mail', domain), mxServer, observation);
    const questions: DnsQuestion[] = [{ name: last, type: 'CNAME' }];
    if (outcome.outcome === 'absent' && last === recordName('mail', domain)) {
      questions.push({ name: last, type: 'A' }, { name: last, type: 'AAAA' });
    }
    return questions;
  },

  judge({ domain, mailHosting }, observation, { mxServer, requireMailCname }) {
    const host = recordName('mail', domain);
    if (!mailHosting) return mailHostingOff('mail', host, domain);
    if (!mxServer)
      return checkResult('mail', host, 'skipped', 'No mail server is set for this account (MX_SERVER).');

    const server = toUnicode(comparableHost(mxServer));
    const expected = [server];
    const wrong = requireMailCname ? 'fail' : 'warn';
    const name = toUnicode(host);
    const { chain, outcome } = aliases(host, mxServer, observation);
    const found = chain.map(toUnicode);
    if (chain.includes(comparableHost(mxServer))) {
      return checkResult('mail', host, 'pass', `${name} leads to ${server}.`, { expected, found });
    }
    if (outcome.outcome === 'unknown') return notObserved('mail', host, outcome, expected);
    if (chain.length > 0) {
      const message = `${name} leads to ${found.at(-1)} instead of ${server}: change the CNAME.`;
      return checkResult('mail', host, wrong, message, { expected, found });
    }

    const addresses = [seen(observation, host, 'A'), seen(observation, host, 'AAAA')];
    const literal = addresses.flatMap(addressesOf);
    if (literal.length > 0) {
      const message = `${name} has an address record (A/AAAA) instead of a CNAME to ${server}: replace it.`;
      return checkResult('mail', host, wrong, message, { expected, found: literal });
    }
    for (const each of addresses) {
      if (each.outcome === 'unknown') return notObserved('mail', host, each, expected);
    }
    return requireMailCname
      ? checkResult('mail', host, 'fail', `${name} is missing: publish a CNAME to ${server}.`, {
          expected,
        })
      : checkResult('mail', host, 'skipped', `${name} is not published, and not required.`, { expected });
  },
};

/** Follows CNAMEs as far as they were looked up, until the server is met. */
function aliases(host: string, mxServer: string, observation: Observation) {
  const chain: string[] = [];
  let last = host;
  let outcome = seen(observation, last, 'CNAME');
  while (chain.length < MAX_ALIASES) {
    const target = cnameOf(outcome);
    if (target === undefined || chain.includes(target)) break;
    chain.push(target);
    if (target === comparableHost(mxServer) || target === host) break;
    last = target;
    outcome = seen(observation, last, 'CNAME');
  }
  return { chain, last, outcome };
}

function cnameOf(outcome: LookupOutcome): string | undefined {
  if (outcome.outcome !== 'records') return undefined;
  const [record] = outcome.records;
  return record?.type === 'CNAME' ? comparableHost(record.value) : undefined;
}

const addressesOf = (outcome: LookupOutcome): string[] =>
  outcome.outcome === 'records'
    ? outcome.records.flatMap((record) =>
        record.type === 'A' || record.type === 'AAAA' ? [record.value] : [],
      )
    : [];
