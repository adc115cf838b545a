import { domainToASCII } from 'node:url';
import type { DnsAlertDomain, DnsRecoveredDomain } from '../../../src-shared/audit-event.ts';
import type { Overall } from '../../../src-shared/dns-health.ts';
import type { AnswerLog } from '../world/answers.ts';
import type { History } from '../world/history.ts';
import { DAY, LAG_MS } from '../world/trouble.ts';
import type { Truth } from '../world/truth.ts';
import { COUNTED, type Counted, type Expected, overallOf, verdictOf, type Zone } from '../world/zone.ts';
import type { Findings } from './findings.ts';
import { type Run, SHARED_MS } from './run.ts';

type State = 'new' | Exclude<Overall, 'unknown'>;
type Seen = Exclude<State, 'new'>;

/** The table of spec/dns-health.md: what a person is told when what is seen takes the place of what was known. */
const TOLD: Record<State, Record<Seen, 'alert' | 'recovered' | null>> = {
  new: { healthy: null, degraded: 'alert', unhealthy: 'alert' },
  healthy: { healthy: null, degraded: 'alert', unhealthy: 'alert' },
  degraded: { healthy: 'recovered', degraded: null, unhealthy: 'alert' },
  unhealthy: { healthy: 'recovered', degraded: null, unhealthy: null },
};
/** What MXroute expects is asked again after a day at the latest, by a clock that may be wrong by another one at either end. */
const EXPECTATION_MS = 3 * DAY + 3_600_000;

interface Known {
  /** Everything that the app may hold for true of this domain. */
  states: Set<State>;
  /** The `since` of its trouble, as told. */
  since: string | undefined;
  /** Since when what was last seen of it was seen completely. */
  cleanFrom: number;
}

export interface DnsOracleOptions {
  truth: Truth;
  findings: Findings;
  api: AnswerLog;
  dns: AnswerLog;
  requireMail: History<boolean>;
}

/** Holds every DNS alert and recovery against what the zones really were. */
export class DnsOracle {
  readonly #options: DnsOracleOptions;
  readonly #known = new Map<string, Known>();
  checked = 0;

  constructor(options: DnsOracleOptions) {
    this.#options = options;
  }

  run(run: Run): void {
    const alerts = entries<DnsAlertDomain>(run, 'dns.health_alert');
    const recoveries = entries<DnsRecoveredDomain>(run, 'dns.health_recovered');
    this.#refuseDoubles(run);
    if (run.outcome === 'failed' || run.outcome === 'cancelled') {
      if (run.events.length > 0) this.#options.findings.blame('dns', `a ${run.outcome} scan recorded events`);
      return;
    }
    const domains = new Set([
      ...this.#options.truth.expected.subjects(),
      ...alerts.map(({ entry }) => entry.domain),
      ...recoveries.map(({ entry }) => entry.domain),
    ]);
    for (const domain of domains) {
      const alert = alerts.find(({ entry }) => entry.domain === domain);
      const recovery = recoveries.find(({ entry }) => entry.domain === domain);
      if (alert) this.#alerted(run, alert.entry, alert.at);
      else if (recovery) this.#recovered(run, recovery.entry, recovery.at);
      else this.#silent(run, domain);
    }
  }

  /** At the end, when all was well for long enough. */
  finish(at: number): void {
    for (const domain of this.#options.truth.domains()) {
      const overall = [...this.#overalls(domain, at, at, at)].join();
      const states = [...this.#state(domain).states].join();
      if (overall !== states)
        this.#options.findings.blame(domain, `ends ${overall}, but the app holds it for ${states}`);
    }
  }

  #alerted(run: Run, entry: DnsAlertDomain, at: string): void {
    const { findings } = this.#options;
    const { domain } = entry;
    const known = this.#state(domain);
    const from = entry.from === 'unknown' ? 'new' : entry.from;
    if (!known.states.has(from))
      findings.blame(domain, `alert from ${entry.from}, but it was ${[...known.states].join(' or ')}`);
    const to = entry.to as Seen;
    if (TOLD[from][to] !== 'alert') findings.blame(domain, `alert from ${from} to ${to}`);
    if (from !== 'degraded' && entry.since !== at)
      findings.blame(domain, `alert at ${at} of trouble that is new says since ${entry.since}`);
    if (from === 'degraded' && (notLater(known.since, at) ?? at) !== entry.since)
      findings.blame(
        domain,
        `worse trouble says since ${entry.since}, but it was told as since ${known.since}`,
      );
    const statuses = entry.checks.map(({ status }) => status);
    if (to !== (statuses.includes('fail') ? 'unhealthy' : 'degraded') || statuses.length === 0)
      findings.blame(domain, `alert to ${to} with checks ${statuses.join() || 'none'}`);
    const seen = this.#seenFrom(run, domain);
    for (const { check, status } of entry.checks)
      if (!this.#verdicts(domain, check as Counted, seen, run.to, run.oldest - SHARED_MS).has(status))
        findings.blame(domain, `alert says that ${check} is ${status}, which it never was in that scan`);
    if (this.#isClean(run, domain)) this.#compareChecks(run, entry);
    this.#learn(domain, run, [to], from === 'degraded' ? known.since : entry.since);
  }

  #compareChecks(run: Run, { domain, checks, to }: DnsAlertDomain): void {
    const { findings } = this.#options;
    const overall = this.#overalls(domain, run.oldest, run.to, run.oldest - EXPECTATION_MS);
    if (overall.size !== 1) return;
    this.checked++;
    if (!overall.has(to as Seen)) findings.blame(domain, `alert to ${to}, but it was ${[...overall].join()}`);
    for (const check of COUNTED) {
      const verdicts = this.#verdicts(domain, check, run.oldest, run.to, run.oldest - EXPECTATION_MS);
      const told = checks.find((one) => one.check === check)?.status ?? 'fine';
      const [verdict = ''] = verdicts;
      const really = isBad(verdict) ? verdict : 'fine';
      if (verdicts.size === 1 && told !== really)
        findings.blame(domain, `alert says that ${check} is ${told}, but it was ${really}`);
    }
  }

  #recovered(run: Run, { domain, from, since }: DnsRecoveredDomain, at: string): void {
    const { findings } = this.#options;
    const known = this.#state(domain);
    if (!known.states.has(from as State) || (from !== 'degraded' && from !== 'unhealthy'))
      findings.blame(domain, `recovered from ${from}, but it was ${[...known.states].join(' or ')}`);
    if (notLater(known.since, at) !== since)
      findings.blame(
        domain,
        `recovered from trouble since ${since}, but it was told as since ${known.since}`,
      );
    // What could not be seen now counts as what it was when it was last seen.
    const oldest = this.#isClean(run, domain)
      ? run.oldest
      : Math.min(this.#seenFrom(run, domain), known.cleanFrom);
    for (const check of COUNTED) {
      const verdicts = this.#verdicts(domain, check, oldest, run.to, oldest - EXPECTATION_MS);
      if ([...verdicts].every(isBad))
        findings.blame(domain, `recovered, but ${check} was ${[...verdicts].join(' or ')} all the time`);
    }
    this.#learn(domain, run, ['healthy'], undefined);
  }

  #silent(run: Run, domain: string): void {
    const { findings, truth } = this.#options;
    const known = this.#known.get(domain);
    const there = truth.expected.during(domain, run.oldest - SHARED_MS, run.to);
    if (there.every((expected) => expected === undefined)) {
      if (run.outcome === 'ok' && this.#isListClean(run)) this.#known.delete(domain);
      else known?.states.add('new');
      return;
    }
    const { states, since } = known ?? this.#state(domain);
    const overalls = this.#overalls(domain, run.oldest, run.to, run.oldest - EXPECTATION_MS);
    const [overall] = overalls;
    // Where it comes or goes in this moment, the scan may have seen either.
    const isKnown = overalls.size === 1 && overall !== undefined && !there.includes(undefined);
    if (run.outcome === 'ok' && isKnown && this.#isClean(run, domain)) {
      this.checked++;
      if (![...states].some((state) => TOLD[state][overall] === null))
        findings.blame(domain, `is ${overall}, was ${[...states].join(' or ')}, and nobody was told`);
      this.#learn(domain, run, [overall], overall === 'healthy' ? undefined : since);
      return;
    }
    // What may have been seen without anybody being told.
    if (there.includes(undefined)) states.add('new');
    for (const state of [...states])
      for (const seen of ['healthy', 'degraded', 'unhealthy'] as const)
        if (TOLD[state][seen] === null) states.add(seen);
  }

  #learn(domain: string, run: Run, states: State[], since: string | undefined): void {
    const known = this.#state(domain);
    known.states = new Set(states);
    known.since = since;
    if (this.#isClean(run, domain)) known.cleanFrom = run.oldest;
  }

  #state(domain: string): Known {
    const known = this.#known.get(domain) ?? { states: new Set(['new']), since: undefined, cleanFrom: 0 };
    this.#known.set(domain, known);
    return known;
  }

  /** Everything that this check can have been, seen in this time. */
  #verdicts(domain: string, check: Counted, from: number, to: number, expectedFrom: number): Set<string> {
    const verdicts = new Set<string>();
    this.#worlds(domain, from, to, expectedFrom, (zone, expected, requireMail) =>
      verdicts.add(verdictOf(check, zone, expected, requireMail)),
    );
    return verdicts;
  }

  #overalls(domain: string, from: number, to: number, expectedFrom: number): Set<Seen> {
    const overalls = new Set<Seen>();
    this.#worlds(domain, from, to, expectedFrom, (zone, expected, requireMail) =>
      overalls.add(overallOf(COUNTED.map((check) => verdictOf(check, zone, expected, requireMail)))),
    );
    return overalls;
  }

  #worlds(
    domain: string,
    from: number,
    to: number,
    expectedFrom: number,
    visit: (zone: Zone, expected: Expected, requireMail: boolean) => void,
  ): void {
    const { truth, requireMail } = this.#options;
    for (const zone of truth.zones.during(domain, from, to))
      for (const expected of truth.expected.during(domain, expectedFrom, to))
        for (const required of requireMail.during(from, to))
          if (zone && expected) visit(zone, expected, required ?? false);
  }

  /** The time from which an answer in this scan can be: a resolver may lag. */
  #seenFrom(run: Run, domain: string): number {
    const { dns } = this.#options;
    const isTruth = namesOf(domain, dns).every((name) =>
      dns.during(name, run.oldest, run.to).every(({ told }) => told !== 'false'),
    );
    return isTruth ? run.oldest : run.oldest - LAG_MS;
  }

  #isListClean(run: Run): boolean {
    return this.#options.api.isClean('/domains', run.oldest - SHARED_MS, run.to);
  }

  #isClean(run: Run, domain: string): boolean {
    const { api, dns } = this.#options;
    const path = `/domains/${domain}`;
    const [from, to] = [run.oldest - SHARED_MS, run.to];
    return (
      this.#isListClean(run) &&
      [path, `${path}/dns`, '/verification-key'].every((one) => api.isUnspoilt(one, from, to)) &&
      namesOf(domain, dns).every((name) => dns.isUnspoilt(name, run.oldest, to))
    );
  }

  #refuseDoubles({ events }: Run): void {
    for (const action of ['dns.health_alert', 'dns.health_recovered'])
      if (events.filter((event) => event.action === action).length > 1)
        this.#options.findings.blame('dns', `one scan recorded ${action} more than once`);
  }
}

/** International names are shown in Unicode, and are something else on the wire. */
const entries = <T extends { domain: string }>(run: Run, action: string): { entry: T; at: string }[] =>
  run.events
    .filter((event) => event.action === action)
    .flatMap(({ details, at }) =>
      (details.domains as T[]).map((entry) => ({
        entry: { ...entry, domain: domainToASCII(entry.domain) },
        at,
      })),
    );

/** What began later than it is told of began by a clock that was set back since: it is not named. */
const notLater = (since: string | undefined, at: string): string | undefined =>
  since !== undefined && since > at ? undefined : since;

const isBad = (verdict: string): boolean => verdict === 'warn' || verdict === 'fail';

const namesCache = new WeakMap<AnswerLog, Map<string, string[]>>();

/** The names that were ever asked for below a domain. */
function namesOf(domain: string, dns: AnswerLog): string[] {
  const cache = namesCache.get(dns) ?? new Map<string, string[]>();
  namesCache.set(dns, cache);
  const subjects = dns.subjects();
  const key = `${domain} ${subjects.length}`;
  const found = cache.get(key) ?? subjects.filter((name) => name === domain || name.endsWith(`.${domain}`));
  cache.set(key, found);
  return found;
}
