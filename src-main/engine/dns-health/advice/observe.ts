import { ADVICE_NAMES, type AdviceName, type AdviceResult } from '../../../../src-shared/dns-advice.ts';
import { toUnicode } from '../../dns/names.ts';
import type { LookupOutcome } from '../../dns/outcome.ts';
import { type DnsQuestion, questionKey } from '../check.ts';
import { shown } from '../checks/result.ts';
import type { CertificateProbe } from './certificate-probe.ts';
import { type AdviceFacts, type AdviceSubject, skipped } from './check.ts';
import { policyTarget } from './mta-sts.ts';
import { certificateTarget } from './mx-certificate.ts';
import type { PolicyFetch } from './policy-fetch.ts';
import { ADVICE } from './table.ts';

/** How deep SPF records may lie in each other before nobody follows any more. */
const MAX_ROUNDS = 16;
/** What leads to a server of somebody is asked first: servers take the longest. */
const LEAD_TO_SERVERS: readonly AdviceName[] = ['mtaSts', 'mxCertificate'];

export interface AdviceMeans {
  ask(question: DnsQuestion): Promise<LookupOutcome>;
  fetchPolicy: PolicyFetch;
  probeCertificate: CertificateProbe;
  signal: AbortSignal;
  /** Milliseconds since the epoch. */
  now: number;
}

/** Asks what the advisory checks want to know. The same question is asked once. */
export async function observeAdvice(subject: AdviceSubject, means: AdviceMeans): Promise<AdviceFacts> {
  const { fetchPolicy, probeCertificate, signal, now } = means;
  const dns = new Map<string, LookupOutcome>();
  const asked = new Map<string, Promise<void>>();

  const ask = (question: DnsQuestion): Promise<void> => {
    const key = questionKey(question);
    const before = asked.get(key);
    if (before !== undefined) return before;
    const answered = means.ask(question).then((outcome) => void dns.set(key, outcome));
    asked.set(key, answered);
    return answered;
  };
  async function askAll(names: readonly AdviceName[]): Promise<void> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const open = names
        .filter((name) => applies(name, subject))
        .flatMap((name) => ADVICE[name].questions(subject, dns))
        .filter((question) => !dns.has(questionKey(question)));
      if (open.length === 0) return;
      await Promise.all(open.map(ask));
    }
  }
  async function askServers() {
    await askAll(LEAD_TO_SERVERS);
    const policy = applies('mtaSts', subject) ? policyTarget(subject.domain, dns) : undefined;
    const mailHost = applies('mxCertificate', subject) ? certificateTarget(subject.domain, dns) : undefined;
    return Promise.all([
      policy && fetchPolicy(policy, signal),
      mailHost && probeCertificate(mailHost, signal),
    ]);
  }

  const [[policy, certificate]] = await Promise.all([askServers(), askAll(ADVICE_NAMES)]);
  return { dns, policy, certificate, now };
}

export const judgeAdvice = (subject: AdviceSubject, facts: AdviceFacts): AdviceResult[] =>
  ADVICE_NAMES.map((name) => {
    const { label, why, judge } = ADVICE[name];
    const { status, message, found } = applies(name, subject)
      ? judge(subject, facts)
      : skipped(`Mail hosting is off for ${toUnicode(subject.domain)}, so this is not needed.`);
    return { name, label, status, message: shown(message), why, found: found.map(shown) };
  });

const applies = (name: AdviceName, { mailHosting }: AdviceSubject): boolean =>
  mailHosting !== false || !ADVICE[name].mailOnly;
