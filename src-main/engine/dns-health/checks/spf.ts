import { comparableHost, recordName } from '../../dns/names.ts';
import { type CheckDefinition, seen } from '../check.ts';
import type { Expectation } from '../expectation.ts';
import { includedNames, isSpf, looksLikeSpf, parseSpf, type SpfRecord } from '../spf-record.ts';
import { checkResult, mailHostingOff, notObserved, textsOf, unquoted } from './result.ts';

/** Names that serve for another one: MXroute documents both. */
const SERVES_FOR: Record<string, string[]> = { 'mxroute.com': ['mxlogin.com'] };

/** Required: exactly one SPF record, and it lets MXroute send. */
export const spf: CheckDefinition = {
  name: 'spf',
  counts: true,

  questions: ({ domain, mailHosting, spf: record }) =>
    mailHosting && record ? [{ name: recordName('@', domain), type: 'TXT' }] : [],

  judge(expectation, observation) {
    const { domain, mailHosting, spf: record } = expectation;
    if (!mailHosting) return mailHostingOff('spf', domain, domain);
    if (!record) return checkResult('spf', domain, 'skipped', `MXroute names no SPF record for ${domain}.`);

    const expected = [unquoted(record.value)];
    const outcome = seen(observation, recordName('@', domain), 'TXT');
    if (outcome.outcome === 'unknown') return notObserved('spf', domain, outcome, expected);

    const texts = textsOf(outcome);
    const found = texts.filter(isSpf);
    const broken = texts.filter(looksLikeSpf);
    const result = (status: 'pass' | 'warn' | 'fail', message: string) =>
      checkResult('spf', domain, status, message, {
        expected,
        found: found.length > 0 ? found : broken,
        notes:
          broken.length > 0 ? ['A TXT record looks like SPF but does not begin with exactly "v=spf1".'] : [],
      });

    const [published] = found;
    if (published === undefined) {
      return result('fail', `${domain} has no SPF record: publish "${expected[0]}" as TXT at ${domain}.`);
    }
    if (found.length > 1) {
      return result(
        'fail',
        `${domain} has ${found.length} SPF records, which makes all of them invalid (RFC 7208 4.5): merge them into one.`,
      );
    }
    const parsed = parseSpf(published);
    for (const name of demandedNames(expectation)) {
      const problem = whyNotIncluded(parsed, name);
      if (problem)
        return result('fail', `The SPF record of ${domain} ${problem}; MXroute may block sending.`);
    }
    const all = parsed.mechanisms.find((mechanism) => mechanism.name === 'all');
    if (all?.qualifier === '+') {
      return result(
        'warn',
        `The SPF record of ${domain} ends in "+all", so anybody may send as this domain: use "-all".`,
      );
    }
    return result('pass', `The SPF record of ${domain} lets MXroute send.`);
  },
};

const demandedNames = ({ spf: record }: Expectation): string[] =>
  record ? [...new Set(includedNames(unquoted(record.value)))] : [];

/** @returns what is wrong, to follow "The SPF record of x …"; undefined where the name is included. */
function whyNotIncluded({ mechanisms, redirect }: SpfRecord, name: string): string | undefined {
  const serving = [name, ...(SERVES_FOR[name] ?? [])];
  const serves = (argument: string) => serving.includes(comparableHost(argument));
  const end = mechanisms.findIndex((mechanism) => mechanism.name === 'all');
  const includes = mechanisms
    .map((mechanism, index) => ({ ...mechanism, reached: end === -1 || index < end }))
    .filter((mechanism) => mechanism.name === 'include');

  if (includes.some(({ argument, qualifier, reached }) => serves(argument) && qualifier === '+' && reached)) {
    return undefined;
  }
  if (end === -1 && redirect !== undefined && serves(redirect)) return undefined;

  const wanted = `"include:${name}"`;
  const own = includes.filter(({ argument }) => serves(argument));
  const denied = own.find(({ qualifier }) => qualifier !== '+');
  if (denied)
    return `has "${denied.qualifier}include:${denied.argument}", which does not allow it: write ${wanted}`;
  if (own.length > 0) return `has ${wanted} only after "all", where it is never read: move it before "all"`;
  if (redirect !== undefined && serves(redirect)) {
    return `has "redirect=${redirect}", which does not count because there is an "all" too: write ${wanted} before "all"`;
  }
  return `does not have ${wanted}: add it before "all"`;
}
