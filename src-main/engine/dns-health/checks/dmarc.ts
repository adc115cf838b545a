import { isDmarcPolicy, parseDmarc, startsAsDmarc } from '../../../../src-shared/dmarc.ts';
import type { CheckResult } from '../../../../src-shared/dns-health.ts';
import { recordName, toUnicode } from '../../dns/names.ts';
import type { LookupOutcome } from '../../dns/outcome.ts';
import { type CheckDefinition, type Observation, seen } from '../check.ts';
import { organizationalDomain } from '../organizational-domain.ts';
import { checkResult, mailHostingOff, notObserved, textsOf } from './result.ts';

/** Warns only: one valid DMARC record, at the domain or at its organizational domain (RFC 7489 6.6.3). */
export const dmarc: CheckDefinition = {
  name: 'dmarc',
  counts: true,

  questions({ domain, mailHosting }, observation) {
    if (!mailHosting) return [];
    const own = { name: recordName('_dmarc', domain), type: 'TXT' } as const;
    const above = nameAbove(domain);
    return above && publishesNone(observation, own.name) ? [own, { name: above, type: 'TXT' }] : [own];
  },

  judge({ domain, mailHosting }, observation, { dmarcCustom, dmarcDefault }) {
    const host = recordName('_dmarc', domain);
    if (!mailHosting) return mailHostingOff('dmarc', host, domain);

    const expected = [dmarcCustom ?? dmarcDefault];
    const outcome = seen(observation, host, 'TXT');
    if (outcome.outcome === 'unknown') return notObserved('dmarc', host, outcome, expected);

    const texts = recordsIn(outcome);
    const above = nameAbove(domain);
    if (texts.length === 0 && above)
      return judgeInherited({ domain, host, above, expected, dmarcCustom }, observation);
    if (texts.length === 0) return missing(host, expected);
    return judgeRecords(host, texts, expected, dmarcCustom, 'own');
  },
};

type Origin = 'own' | 'inherited';

interface Inherited {
  domain: string;
  host: string;
  above: string;
  expected: string[];
  dmarcCustom: string | undefined;
}

function judgeInherited(
  { domain, host, above, expected, dmarcCustom }: Inherited,
  observation: Observation,
): CheckResult {
  const outcome = seen(observation, above, 'TXT');
  if (outcome.outcome === 'unknown') return notObserved('dmarc', above, outcome, expected);
  const texts = recordsIn(outcome);
  if (texts.length === 0) return missing(host, expected);
  const result = judgeRecords(above, texts, expected, dmarcCustom, 'inherited');
  const note = `${toUnicode(domain)} has no DMARC record of its own; the one at ${toUnicode(above)} applies.`;
  return { ...result, expectedHost: toUnicode(host), notes: [note, ...result.notes] };
}

function judgeRecords(
  host: string,
  found: string[],
  expected: string[],
  custom: string | undefined,
  origin: Origin,
): CheckResult {
  const name = toUnicode(host);
  const result = (status: 'pass' | 'warn', message: string) =>
    checkResult('dmarc', host, status, message, { expected, found });

  const [text] = found;
  if (found.length > 1 || text === undefined) {
    return result(
      'warn',
      `There are ${found.length} DMARC records at ${name}, so none of them counts: keep one.`,
    );
  }
  const policy = policyOf(text, origin);
  if (policy === undefined) {
    return result(
      'warn',
      `The DMARC record at ${name} is not valid: it needs v=DMARC1 and p=none, quarantine or reject.`,
    );
  }
  const wanted = custom === undefined ? undefined : policyOf(custom, 'own');
  if (wanted && policy.domain !== wanted.domain) {
    return result(
      'warn',
      `The DMARC policy at ${name} is p=${policy.domain}, not p=${wanted.domain} as set for this domain.`,
    );
  }
  if (wanted?.subdomains && policy.subdomains !== wanted.subdomains) {
    const is = policy.subdomains === undefined ? 'has no sp=' : `is sp=${policy.subdomains}`;
    return result(
      'warn',
      `The DMARC policy at ${name} ${is}, not sp=${wanted.subdomains} as set for this domain.`,
    );
  }
  return result('pass', `A DMARC policy is published (p=${policy.domain}).`);
}

/** The policy as it applies to the domain that was asked about; undefined where the record is not valid. */
function policyOf(text: string, origin: Origin) {
  const tags = parseDmarc(text);
  const p = tags?.get('p')?.toLowerCase();
  const sp = tags?.get('sp')?.toLowerCase();
  if (!isDmarcPolicy(p) || (sp !== undefined && !isDmarcPolicy(sp))) return undefined;
  const inherited = sp ?? p;
  return origin === 'own' ? { domain: p, subdomains: sp } : { domain: inherited, subdomains: inherited };
}

const missing = (host: string, expected: string[]): CheckResult =>
  checkResult(
    'dmarc',
    host,
    'warn',
    `There is no DMARC record: publish "${expected[0]}" as TXT at ${toUnicode(host)}.`,
    {
      expected,
    },
  );

function nameAbove(domain: string): string | undefined {
  const above = organizationalDomain(domain);
  return above === undefined ? undefined : recordName('_dmarc', above);
}

const publishesNone = (observation: Observation, host: string): boolean => {
  const outcome = seen(observation, host, 'TXT');
  return outcome.outcome !== 'unknown' && recordsIn(outcome).length === 0;
};

/** Where there is no real one, broken ones: somebody meant a policy here, and it should be mended, not passed over. */
function recordsIn(outcome: LookupOutcome): string[] {
  const texts = textsOf(outcome);
  const real = texts.filter(startsAsDmarc);
  return real.length > 0 ? real : texts.filter((text) => /^[\s"']*v\s*=\s*dmarc1/i.test(text));
}
