import type { AdviceName, AdviceStatus } from '../../../../src-shared/dns-advice.ts';
import { toUnicode } from '../../dns/names.ts';
import type { LookupOutcome } from '../../dns/outcome.ts';
import type { DnsQuestion, Observation } from '../check.ts';
import { whyUnknown } from '../checks/result.ts';
import type { NamedRecord } from '../expectation.ts';
import type { CertificateAnswer } from './certificate-probe.ts';
import type { PolicyAnswer } from './policy-fetch.ts';

export interface AdviceSubject {
  /** A-label form. */
  domain: string;
  mailHosting: boolean | undefined;
  /** The record that MXroute signs with, where it is known. */
  dkim: NamedRecord | undefined;
}

/** What was seen. Undefined where nothing of the kind was to be asked. */
export interface AdviceFacts {
  dns: Observation;
  /** The MTA-STS policy. */
  policy: PolicyAnswer | undefined;
  /** What the first MX host shows on port 25. */
  certificate: CertificateAnswer | undefined;
  /** Milliseconds since the epoch. */
  now: number;
}

export interface Finding {
  status: AdviceStatus;
  /** One sentence: what was found and, for `advice`, what to do. */
  message: string;
  /** What is published, one string per record. */
  found: string[];
}

/** One advisory check. Pure, as the checks that count: it says what to ask, and judges what came back. */
export interface AdviceDefinition {
  name: AdviceName;
  label: string;
  /** One sentence: why it matters. */
  why: string;
  /** True where a domain whose mail is hosted elsewhere has no use for it. */
  mailOnly: boolean;
  /** Questions that are still open; asked again with the answers until none is new. */
  questions(subject: AdviceSubject, dns: Observation): DnsQuestion[];
  judge(subject: AdviceSubject, facts: AdviceFacts): Finding;
}

const finding =
  (status: AdviceStatus) =>
  (message: string, found: readonly string[] = []): Finding => ({ status, message, found: [...found] });

export const good = finding('good');
export const advice = finding('advice');
export const skipped = finding('skipped');
export const unknown = finding('unknown');

/** @param host in either form. */
export const notSeen = (
  host: string,
  outcome: Extract<LookupOutcome, { outcome: 'unknown' }>,
  found: readonly string[] = [],
): Finding => unknown(`${toUnicode(host)} could not be looked up: ${whyUnknown(outcome.reason)}.`, found);

/** Where a server listens; undefined where no address is known. */
export interface NetworkTarget {
  /** A-label form. */
  host: string;
  /** IP addresses, the one to be tried first in front. */
  addresses: string[];
}

/** Addresses of both families that a host is known to have. */
export const addressesIn = (outcomes: readonly LookupOutcome[]): string[] =>
  outcomes.flatMap((outcome) =>
    outcome.outcome === 'records'
      ? outcome.records.flatMap((record) =>
          record.type === 'A' || record.type === 'AAAA' ? [record.value] : [],
        )
      : [],
  );
