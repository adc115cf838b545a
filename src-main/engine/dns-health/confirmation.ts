import {
  CHECK_LABELS,
  type CheckName,
  type CheckResult,
  type CheckResults,
  type Overall,
} from '../../../src-shared/dns-health.ts';
import type { StoredDomain } from './domain-repository.ts';
import { forEveryCheck } from './every-check.ts';
import { isWorse, severityOf } from './overall.ts';

/**
 * What is believed of two looks at one domain, the second through other resolvers. Bad news that is new needs both.
 * Where the first look could not be confirmed in anything, its good news is none either: a resolver that tells that
 * nothing exists makes a wrong record look like one that is not needed.
 */

/** Checks whose verdict would be news: worse than what is known, or bad while the domain's status would get worse. */
export function newlyBad(
  bad: CheckName[],
  results: CheckResults,
  previous: StoredDomain | undefined,
  overallNow: (results: CheckResults) => Overall,
): CheckName[] {
  if (isWorse(previous?.state.overall ?? 'new', overallNow(results))) return bad;
  return bad.filter((name) => severityOf(results[name].status) > lastSeverity(name, previous));
}

/** Whether the second look knows of something bad that it is not. */
export const isRefuted = (first: CheckResults, second: CheckResults, bad: CheckName[]): boolean =>
  bad.some(
    (name) =>
      second[name].status !== 'unknown' && severityOf(second[name].status) < severityOf(first[name].status),
  );

/** The milder of two verdicts stands. Where the second look saw nothing, news is not believed and old news stays. */
export function believe(
  first: CheckResults,
  second: CheckResults,
  bad: CheckName[],
  suspects: CheckName[],
  previous: StoredDomain | undefined,
): CheckResults {
  const isConfirmed = bad.some((name) => second[name].status !== 'unknown');
  return forEveryCheck((name) => {
    if (bad.includes(name)) return milder(name, first, second, suspects);
    return isConfirmed ? first[name] : notBetter(name, first[name], previous);
  });
}

/** @param second a look at all checks: what the refuted one says of the others counts no more than that. */
export function withoutTheRefuted(
  first: CheckResults,
  second: CheckResults,
  bad: CheckName[],
  suspects: CheckName[],
  previous: StoredDomain | undefined,
): CheckResults {
  return forEveryCheck((name) => {
    if (bad.includes(name)) return milder(name, first, second, suspects);
    const isNews = severityOf(second[name].status) > lastSeverity(name, previous);
    return isNews ? unconfirmed(name, second[name], 'only one DNS resolver says so') : second[name];
  });
}

/** Nobody could be asked a second time. */
export const withUnconfirmed = (
  results: CheckResults,
  bad: CheckName[],
  suspects: CheckName[],
  previous: StoredDomain | undefined,
  why: string,
): CheckResults =>
  forEveryCheck((name) => {
    if (suspects.includes(name)) return unconfirmed(name, results[name], why);
    return bad.includes(name) ? results[name] : notBetter(name, results[name], previous);
  });

function milder(
  name: CheckName,
  first: CheckResults,
  second: CheckResults,
  suspects: CheckName[],
): CheckResult {
  if (second[name].status !== 'unknown')
    return severityOf(second[name].status) <= severityOf(first[name].status) ? second[name] : first[name];
  return suspects.includes(name) ? second[name] : first[name];
}

const unconfirmed = (name: CheckName, result: CheckResult, why: string): CheckResult => ({
  ...result,
  status: 'unknown',
  message: `${CHECK_LABELS[name]} looks wrong, but it could not be confirmed: ${why}.`,
});

/** What was bad stays so until somebody says otherwise who can be believed. */
const notBetter = (name: CheckName, result: CheckResult, previous: StoredDomain | undefined): CheckResult =>
  lastSeverity(name, previous) === 0 || result.status === 'unknown'
    ? result
    : {
        ...result,
        status: 'unknown',
        message: `${CHECK_LABELS[name]} looks better, but what was seen with it could not be confirmed.`,
      };

const lastSeverity = (name: CheckName, previous: StoredDomain | undefined) =>
  severityOf(previous?.checks[name]?.lastKnown);
