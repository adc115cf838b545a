import {
  CHECK_LABELS,
  type CheckName,
  type CheckResult,
  type CheckStatus,
} from '../../../../src-shared/dns-health.ts';
import { toUnicode } from '../../dns/names.ts';
import type { LookupOutcome, UnknownReason } from '../../dns/outcome.ts';

interface Parts {
  expected?: string[];
  found?: string[];
  notes?: string[];
}

const LONGEST_SHOWN = 1_000;
const MOST_SHOWN = 20;

/** @param host name that was looked up, in either form. */
export const checkResult = (
  check: CheckName,
  host: string,
  status: CheckStatus,
  message: string,
  { expected = [], found = [], notes = [] }: Parts = {},
): CheckResult => ({
  status,
  label: CHECK_LABELS[check],
  expectedHost: toUnicode(host),
  expected: expected.map(shown),
  found: found.slice(0, MOST_SHOWN).map(shown),
  message,
  notes:
    found.length > MOST_SHOWN
      ? [...notes, `${found.length - MOST_SHOWN} more records are not shown.`]
      : notes,
});

export const mailHostingOff = (check: CheckName, host: string, domain: string): CheckResult =>
  checkResult(check, host, 'skipped', `Mail hosting is off for ${domain}, so this is not needed.`);

export const notObserved = (
  check: CheckName,
  host: string,
  outcome: Extract<LookupOutcome, { outcome: 'unknown' }>,
  expected: string[] = [],
): CheckResult =>
  checkResult(
    check,
    host,
    'unknown',
    `${toUnicode(host)} could not be looked up: ${whyUnknown(outcome.reason)}.`,
    {
      expected,
    },
  );

/** The TXT records of an outcome that is not unknown. */
export const textsOf = (outcome: LookupOutcome): string[] =>
  outcome.outcome === 'records'
    ? outcome.records.flatMap((record) => (record.type === 'TXT' ? [record.value] : []))
    : [];

/** Anybody can publish anything: control characters must not reach a terminal or a message. */
export function shown(text: string): string {
  const safe = text.replace(
    /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return safe.length > LONGEST_SHOWN ? `${safe.slice(0, LONGEST_SHOWN)}…` : safe;
}

/** MXroute's panel shows long texts as quoted strings; in DNS they are one text without separator. */
export function unquoted(text: string): string {
  const trimmed = text.trim();
  if (!/^"[^"]*"(?:\s*"[^"]*")*$/.test(trimmed)) return trimmed;
  return [...trimmed.matchAll(/"([^"]*)"/g)].map((match) => match[1]).join('');
}

/** To follow "x could not be looked up: …". */
export const whyUnknown = (reason: UnknownReason): string => WHY[reason];

const WHY: Record<UnknownReason, string> = {
  timeout: 'no resolver answered in time',
  servfail: 'the resolver could not reach the domain’s name servers (SERVFAIL)',
  refused: 'the resolver refused to answer',
  formerr: 'the resolver did not understand the question',
  network: 'the resolver could not be reached',
  malformed: 'the answer was not usable',
  cancelled: 'it was not asked',
  'bad-name': 'this is not a name that DNS can look up',
};
