import {
  CHECK_LABELS,
  CHECK_NAMES,
  type CheckName,
  type CheckResults,
  type Overall,
} from '../../../src-shared/dns-health.ts';
import { toUnicode } from '../dns/names.ts';
import type { MxrouteError } from '../mxroute/api.ts';
import type { Asker } from './asker.ts';
import type { CheckSettings } from './check.ts';
import { CHECKS } from './checks/table.ts';
import { believe, isRefuted, newlyBad, withoutTheRefuted, withUnconfirmed } from './confirmation.ts';
import type { StoredDomain } from './domain-repository.ts';
import { forEveryCheck } from './every-check.ts';
import type { ExpectationSource, Subject } from './expectation-source.ts';
import { judge, observe } from './observe.ts';
import { isWorse, overallOf, severityOf } from './overall.ts';

export interface DomainScan {
  domain: string;
  /** Undefined where MXroute has not told, now or before. */
  mailHosting: boolean | undefined;
  overall: Overall;
  results: CheckResults;
  /** Why MXroute could not be asked for what this domain needs; undefined where that was not needed or went well. */
  problem: MxrouteError | undefined;
}

interface DomainScanContext {
  expectations: ExpectationSource;
  asker: Asker;
  settings: CheckSettings;
  previous: StoredDomain | undefined;
  /** A person asked for this domain: what fails is compared with a fresh expectation even if it failed before. */
  recheck: boolean;
}

/** Looks one domain over. Bad news that is new is believed only when it is confirmed. */
export async function scanDomain(subject: Subject, context: DomainScanContext): Promise<DomainScan> {
  const { expectations, asker, settings, previous } = context;
  const expected = await expectations.get(subject);
  if (!expected.ok) return notExpected(subject.domain, expected.error, previous);

  const { expectation } = expected;
  const observation = await observe(CHECK_NAMES, expectation, settings, asker.ask);
  const kept = judge(expectation, observation, settings);
  const scan = { domain: subject.domain, mailHosting: expectation.mailHosting, problem: undefined };

  const { bad: doubtful, suspects: suspected, isSettled } = suspicions(CHECK_NAMES, kept, context);
  if (isSettled) return { ...scan, overall: overallNow(kept, previous), results: kept };

  const fresh = await expectations.fresh(subject, doubtful.includes('verification'));
  if (!fresh.ok) {
    const why = `MXroute could not be asked again (${trimDot(fresh.error.message)})`;
    const results = withUnconfirmed(kept, doubtful, suspected, previous, why);
    return { ...scan, overall: overallNow(results, previous), results, problem: fresh.error };
  }
  scan.mailHosting = fresh.expectation.mailHosting;
  // What only the kept expectation made wrong is no first look that a second one could confirm.
  const anew = await observe(doubtful, fresh.expectation, settings, asker.ask, observation);
  const judged = judge(fresh.expectation, anew, settings);
  const first = forEveryCheck((name) => (doubtful.includes(name) ? judged[name] : kept[name]));
  const { bad, suspects, isSettled: isMended } = suspicions(doubtful, first, context);
  if (isMended) return { ...scan, overall: overallNow(first, previous), results: first };
  const answeredBy = [...observation.values()].find(({ resolver }) => resolver !== undefined)?.resolver;
  const elsewhere = async (names: readonly CheckName[]) => {
    const again = await observe(names, fresh.expectation, settings, asker.confirm(answeredBy));
    return judge(fresh.expectation, again, settings);
  };
  const second = await elsewhere(bad);
  // Who was wrong about one thing may be wrong about all.
  const results = isRefuted(first, second, bad)
    ? withoutTheRefuted(first, await elsewhere(CHECK_NAMES), bad, suspects, previous)
    : believe(first, second, bad, suspects, previous);
  return { ...scan, overall: overallNow(results, previous), results };
}

/** What is wrong among these checks, what of it is news, and whether nobody needs to look a second time. */
function suspicions(
  names: readonly CheckName[],
  results: CheckResults,
  { previous, recheck }: DomainScanContext,
) {
  const bad = names.filter((name) => CHECKS[name].counts && severityOf(results[name].status) > 0);
  const suspects = newlyBad(bad, results, previous, (all) => overallNow(all, previous));
  return { bad, suspects, isSettled: suspects.length === 0 && !(recheck && bad.length > 0) };
}

/** What is only remembered may keep a status, but it is no news: an alert needs a check that was seen to be wrong. */
function overallNow(results: CheckResults, previous: StoredDomain | undefined): Overall {
  const known = CHECK_NAMES.map((name) => [
    name,
    { status: results[name].status, lastKnown: previous?.checks[name]?.lastKnown },
  ]);
  const overall = overallOf(Object.fromEntries(known));
  const isSeen = CHECK_NAMES.some(
    (name) => CHECKS[name].counts && severityOf(results[name].status) >= (overall === 'unhealthy' ? 2 : 1),
  );
  return isSeen || !isWorse(previous?.state.overall ?? 'new', overall) ? overall : 'unknown';
}

/** Nothing can be judged without an expectation, whatever was known before. */
function notExpected(domain: string, error: MxrouteError, previous: StoredDomain | undefined): DomainScan {
  const message = `MXroute did not tell what this domain needs: ${trimDot(error.message)}.`;
  const results = forEveryCheck((name) => ({
    status: 'unknown',
    label: CHECK_LABELS[name],
    expectedHost: toUnicode(domain),
    expected: [],
    found: [],
    message,
    notes: [],
  }));
  return { domain, mailHosting: previous?.mailHosting, overall: 'unknown', results, problem: error };
}

const trimDot = (sentence: string): string => sentence.replace(/\.$/, '');
