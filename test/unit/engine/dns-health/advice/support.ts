import { generateKeyPairSync } from 'node:crypto';
import type { CertificateAnswer } from '../../../../../src-main/engine/dns-health/advice/certificate-probe.ts';
import type { AdviceSubject } from '../../../../../src-main/engine/dns-health/advice/check.ts';
import { judgeAdvice, observeAdvice } from '../../../../../src-main/engine/dns-health/advice/observe.ts';
import type { PolicyAnswer } from '../../../../../src-main/engine/dns-health/advice/policy-fetch.ts';
import type { AdviceName, AdviceResult } from '../../../../../src-shared/dns-advice.ts';
import { type Answers, outcomeOf } from '../support.ts';

export const NOW = Date.UTC(2026, 0, 5, 12);

export const key = (bits: number, format: 'spki' | 'pkcs1' = 'spki'): string =>
  generateKeyPairSync('rsa', { modulusLength: bits })
    .publicKey.export({ type: format, format: 'der' })
    .toString('base64');

export interface World {
  /** Public DNS; what is not in it is absent. */
  answers?: Answers;
  subject?: Partial<AdviceSubject>;
  policy?: PolicyAnswer;
  certificate?: CertificateAnswer;
}

export interface Advised {
  result(name: AdviceName): AdviceResult;
  results: AdviceResult[];
  /** `TXT example.com` */
  asked: string[];
  /** Hosts that were connected to, with the addresses. */
  connected: string[];
}

/** Looks a domain over the way the app does, in a world that is a table. */
export async function advise({ answers = {}, subject, policy, certificate }: World = {}): Promise<Advised> {
  const who: AdviceSubject = { domain: 'example.com', mailHosting: true, dkim: undefined, ...subject };
  const asked: string[] = [];
  const connected: string[] = [];
  const facts = await observeAdvice(who, {
    ask: async ({ name, type }) => {
      asked.push(`${type} ${name}`);
      return outcomeOf(type, answers[`${type} ${name}`]);
    },
    fetchPolicy: async ({ host, addresses }) => {
      connected.push(`https ${host} ${addresses.join()}`);
      return policy ?? { kind: 'unreachable', reason: 'the connection failed' };
    },
    probeCertificate: async ({ host, addresses }) => {
      connected.push(`smtp ${host} ${addresses.join()}`);
      return certificate ?? { kind: 'unreachable' };
    },
    signal: new AbortController().signal,
    now: NOW,
  });
  const results = judgeAdvice(who, facts);
  return {
    results,
    asked,
    connected,
    result: (name) => {
      const found = results.find((each) => each.name === name);
      if (!found) throw new Error(`no ${name}`);
      return found;
    },
  };
}

/** `[status, message]` of one check. */
export async function verdict(name: AdviceName, world: World): Promise<[string, string]> {
  const { status, message } = (await advise(world)).result(name);
  return [status, message];
}
