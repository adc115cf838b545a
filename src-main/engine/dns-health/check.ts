import type { CheckName, CheckResult } from '../../../src-shared/dns-health.ts';
import type { LookupOutcome, RecordType } from '../dns/outcome.ts';
import type { Expectation } from './expectation.ts';

/** The settings that the checks of one domain see. */
export interface CheckSettings {
  /** MX_SERVER, the account's mail server. */
  mxServer: string | undefined;
  /** "Require mail.<domain>". */
  requireMailCname: boolean;
  /** What a repair deploys where the domain has no policy of its own. */
  dmarcDefault: string;
  /** The domain's own DMARC record, where one is set. */
  dmarcCustom: string | undefined;
  /** "Also accepted MX hosts". */
  acceptedMxHosts: readonly string[];
  /** Whether `webmail.<domain>` is in the Cloudflare zone; undefined where Cloudflare is not configured. */
  webmailInZone: boolean | undefined;
}

export interface DnsQuestion {
  /** A-label form. */
  name: string;
  type: RecordType;
}

/** What public DNS said, by question. */
export type Observation = ReadonlyMap<string, LookupOutcome>;

export const questionKey = ({ name, type }: DnsQuestion): string => `${type} ${name}`;

/** What was not looked up is not known. */
export const seen = (observation: Observation, name: string, type: RecordType): LookupOutcome =>
  observation.get(questionKey({ name, type })) ?? { outcome: 'unknown', reason: 'cancelled' };

/** One check. Pure: it says what to ask, given what is already known, and judges what came back. */
export interface CheckDefinition {
  name: CheckName;
  /** False: shown, but without weight in the domain's overall. */
  counts: boolean;
  /** Questions that are still open; asked again with the answers until none is new. */
  questions(expectation: Expectation, observation: Observation, settings: CheckSettings): DnsQuestion[];
  judge(expectation: Expectation, observation: Observation, settings: CheckSettings): CheckResult;
}
