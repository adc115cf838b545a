import type { DnsRecord, LookupOutcome, RecordType } from '../../../../src-main/engine/dns/outcome.ts';
import { type CheckSettings, questionKey } from '../../../../src-main/engine/dns-health/check.ts';
import { CHECKS } from '../../../../src-main/engine/dns-health/checks/table.ts';
import type { Expectation } from '../../../../src-main/engine/dns-health/expectation.ts';
import type { CheckName, CheckResult } from '../../../../src-shared/dns-health.ts';

export const DOMAIN = 'example.com';
export const KEY = 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA';

export const expectation = (changes: Partial<Expectation> = {}): Expectation => ({
  domain: DOMAIN,
  mailHosting: true,
  mx: [
    { priority: 10, host: 'eagle.mxlogin.com' },
    { priority: 20, host: 'eagle-relay.mxlogin.com' },
  ],
  spf: { name: '@', value: 'v=spf1 include:mxroute.com -all' },
  dkim: { name: 'x._domainkey', value: `v=DKIM1; k=rsa; p=${KEY}` },
  verification: { name: '_da-verify-1', value: 'domain-verified' },
  ...changes,
});

export const settings = (changes: Partial<CheckSettings> = {}): CheckSettings => ({
  mxServer: 'eagle.mxlogin.com',
  requireMailCname: false,
  dmarcDefault: 'v=DMARC1; p=none; sp=none; adkim=r; aspf=r;',
  dmarcCustom: undefined,
  acceptedMxHosts: [],
  webmailInZone: undefined,
  ...changes,
});

export type Answer = LookupOutcome | 'timeout' | string[];

/** Public DNS as a table: `'TXT example.com': ['…']`, MX as `'10 host'`; what is not in it is absent. */
export type Answers = Partial<Record<`${RecordType} ${string}`, Answer>>;

const toRecord = (type: RecordType, text: string): DnsRecord => {
  if (type === 'CAA') {
    const [flags, tag = '', ...value] = text.split(' ');
    return { type, value: { critical: Number(flags) >= 128, tag, value: value.join(' ') } };
  }
  if (type !== 'MX') return { type, value: text };
  const [priority, host = ''] = text.split(' ');
  return { type, value: { priority: Number(priority), host: host.replace(/\.$/, '') } };
};

export function outcomeOf(type: RecordType, answer: Answer | undefined): LookupOutcome {
  if (answer === undefined) return { outcome: 'absent', resolver: 'test' };
  if (answer === 'timeout') return { outcome: 'unknown', reason: 'timeout' };
  if (!Array.isArray(answer)) return answer;
  return { outcome: 'records', resolver: 'test', records: answer.map((text) => toRecord(type, text)) };
}

/** Runs one check against the table, the way the monitor does: questions until none is open, then the verdict. */
export function check(
  name: CheckName,
  answers: Answers,
  expected: Partial<Expectation> = {},
  chosen: Partial<CheckSettings> = {},
): CheckResult & { asked: string[] } {
  const what = expectation(expected);
  const how = settings(chosen);
  const observation = new Map<string, LookupOutcome>();
  for (;;) {
    const open = CHECKS[name]
      .questions(what, observation, how)
      .filter((each) => !observation.has(questionKey(each)));
    if (open.length === 0) break;
    for (const question of open) {
      const key = questionKey(question) as keyof Answers;
      observation.set(key, outcomeOf(question.type, answers[key]));
    }
  }
  return { ...CHECKS[name].judge(what, observation, how), asked: [...observation.keys()] };
}
