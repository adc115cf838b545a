import type { AnswerLog } from '../world/answers.ts';
import type { Facts, Truth } from '../world/truth.ts';
import type { Findings } from './findings.ts';
import { type Run, SHARED_MS } from './run.ts';
import { agrees, type Kind, type Told, toldBy } from './watch-events.ts';

const ABSENT = 'absent';
/** The watch leaves a list to the usage scan that has read it in the last hour. */
const LEFT_MS = 3_660_000;

export interface WatchOracleOptions {
  truth: Truth;
  findings: Findings;
  api: AnswerLog;
  /** Whether the computer's clock was set in this time. */
  clockMoved: (from: number, to: number) => boolean;
}

/**
 * Keeps the inventory that somebody has who believes the events and nothing else: it must be the account's own,
 * after each scan that could see it.
 */
export class WatchOracle {
  readonly #options: WatchOracleOptions;
  /** `kind subject` → everything that the app may hold for true of it, as text. */
  readonly #held = new Map<string, Set<string>>();
  /** `kind domain` → since when something is missing there without anybody being told; null: nothing is. */
  readonly #groups = new Map<string, number | null>();
  checked = 0;

  constructor(options: WatchOracleOptions) {
    this.#options = options;
  }

  run(run: Run): void {
    const { findings } = this.#options;
    // A usage scan that was cut off tells of the mailboxes that it has read.
    const isPartial = run.monitor === 'usage' && run.outcome === 'failed';
    if ((run.outcome === 'failed' && !isPartial) || run.outcome === 'cancelled') {
      if (run.events.length > 0) findings.blame('watch', `a ${run.outcome} scan recorded events`);
      return;
    }
    this.#refuseFloods(run);
    const told = toldBy(run.events);
    const touched = new Set<string>();
    for (const one of told) {
      const key = `${one.kind} ${one.subject}`;
      if (one.kind === 'domain' && one.how !== 'update') this.#forget(one.subject);
      this.#apply(run, one, touched.has(key));
      touched.add(key);
    }
    const fresh = new Set(
      told.flatMap(({ kind, how, subject }) => (kind === 'domain' && how === 'create' ? subject : [])),
    );
    for (const { kind, subject } of told)
      if (kind !== 'domain' && fresh.has(this.#groupOf(`${kind} ${subject}`).split(' ')[1] ?? ''))
        findings.blame(subject, `${kind} is told, though its domain is just new`);
    if (run.outcome !== 'ok') return;
    for (const [group, keys] of this.#byGroup()) this.#look(run, group, keys, touched, fresh);
  }

  finish(at: number): void {
    const { truth, findings } = this.#options;
    for (const key of truth.inventory.subjects()) {
      const really = textOf(truth.inventory.at(key, at));
      const held = [...(this.#heldOf(key, this.#groupOf(key)) ?? [really])].join(' or ');
      if (held !== really && (really !== ABSENT || this.#domainIsThere(key, at)))
        findings.blame(nameOf(key), `${key} ends as ${really}, but the log makes it ${held}`);
    }
  }

  #apply(run: Run, told: Told, isSecond: boolean): void {
    const { findings } = this.#options;
    const { kind, subject, how, before, after, action } = told;
    const key = `${kind} ${subject}`;
    const blame = (text: string) => findings.blame(subject, `${action}: ${text}`);
    const held = this.#heldOf(key, this.#groupOf(key));
    const seen = this.#seen(run, key);
    const now = [...seen].filter((text) => (how === 'delete' ? text === ABSENT : isState(text, after)));
    if (now.length === 0) blame(`${JSON.stringify(after)} was never so in that scan`);
    if (held && !isSecond) {
      const fits = [...held].some((text) => (how === 'create' ? text === ABSENT : isState(text, before)));
      if (!fits) blame(`${JSON.stringify(before)} does not follow ${[...held].join(' or ')}`);
    }
    this.#held.set(key, new Set(now.length > 0 ? now : [how === 'delete' ? ABSENT : JSON.stringify(after)]));
  }

  /** Everything of one kind in one domain, which one answer tells. */
  #look(run: Run, group: string, keys: string[], touched: Set<string>, fresh: Set<string>): void {
    const [kind, domain = ''] = group.split(' ') as [Kind, string];
    if (run.monitor === 'usage' && kind !== 'mailbox') return;
    // What the app does not know to be there it does not look into.
    if (domain !== '' && this.#heldOf(`domain ${domain}`, 'domain ')?.has(ABSENT) !== false) return;
    if (!this.#isClean(run, kind, domain)) return;
    if (!this.#groups.has(group) || fresh.has(domain)) {
      // A usage scan has no inventory of its own.
      if (run.monitor !== 'watch') return;
      for (const key of keys) if (!touched.has(key)) this.#held.set(key, this.#seen(run, key));
      this.#groups.set(group, null);
      return;
    }
    const missing = keys.filter((key) => !touched.has(key) && this.#isMissing(run, key, group));
    // What is missing must be missing twice, in two answers.
    const doubtedAt = this.#groups.get(group) ?? run.to;
    const isFirst = run.oldest - SHARED_MS < doubtedAt + SHARED_MS;
    // Its two answers were too far apart, by the computer's clock at least: none confirms the other.
    const isTornApart = run.to - run.from > LEFT_MS || this.#options.clockMoved(run.oldest, run.to);
    const isDoubtful =
      domain === '' && kind === 'domain' ? this.#isSudden(keys, missing, group) : missing.length > 0;
    const isDoubted = isDoubtful && (isFirst || isTornApart);
    this.#groups.set(group, isDoubted ? doubtedAt : null);
    for (const key of keys)
      if (!touched.has(key) && !(isDoubted && missing.includes(key))) this.#judge(run, key, group);
  }

  #judge(run: Run, key: string, group: string): void {
    const { findings } = this.#options;
    const seen = this.#seen(run, key);
    const held = this.#heldOf(key, group) ?? seen;
    if (seen.size !== 1) return;
    const [now = ABSENT] = seen;
    this.checked++;
    if (!held.has(now))
      findings.blame(nameOf(key), `${key} was ${[...held].join(' or ')}, is ${now}, and nobody was told`);
    this.#held.set(key, new Set([now]));
  }

  #isMissing(run: Run, key: string, group: string): boolean {
    const seen = this.#seen(run, key);
    return seen.size === 1 && seen.has(ABSENT) && this.#heldOf(key, group)?.has(ABSENT) === false;
  }

  /** All of it, or three and more than half. */
  #isSudden(keys: string[], missing: string[], group: string): boolean {
    const known = keys.filter((key) => this.#heldOf(key, group)?.has(ABSENT) === false).length;
    return (
      missing.length > 0 && (missing.length === known || (missing.length >= 3 && missing.length * 2 > known))
    );
  }

  #heldOf(key: string, group: string): Set<string> | undefined {
    return this.#held.get(key) ?? (this.#groups.has(group) ? new Set([ABSENT]) : undefined);
  }

  /** What is in a domain comes and goes with it. */
  #forget(domain: string): void {
    for (const group of [...this.#groups.keys()])
      if (group.endsWith(` ${domain}`)) this.#groups.delete(group);
    for (const key of [...this.#held.keys()])
      if (!key.startsWith('domain ') && this.#groupOf(key).endsWith(` ${domain}`)) this.#held.delete(key);
  }

  #seen({ oldest, to, monitor }: Run, key: string): Set<string> {
    const from = oldest - SHARED_MS - (monitor === 'watch' && key.startsWith('mailbox ') ? LEFT_MS : 0);
    return new Set(this.#options.truth.inventory.during(key, from, to).map(textOf));
  }

  #isClean({ oldest, to, monitor }: Run, kind: Kind, domain: string): boolean {
    const { api, truth, clockMoved } = this.#options;
    // By a clock that was set meanwhile its answers may be older than those of the scan before.
    if (clockMoved(oldest, to)) return false;
    const left = monitor === 'watch' && kind === 'mailbox' ? LEFT_MS : 0;
    const isClean = (path: string) => api.isClean(path, oldest - SHARED_MS - left, to);
    if (!api.isClean('/domains', oldest - SHARED_MS, to)) return false;
    if (kind === 'domain') {
      const there = truth.domains();
      return there.every((name) => api.isClean(`/domains/${name}`, oldest - SHARED_MS, to));
    }
    if (domain === '') {
      // Any domain will do to read the account's lists through.
      const paths = api.subjects().filter((path) => path.endsWith(`/spam/${kind}`));
      return paths.some(isClean) && paths.every((path) => api.isUnspoilt(path, oldest - SHARED_MS, to));
    }
    return isClean(`/domains/${domain}/${PATHS[kind]}`);
  }

  #byGroup(): Map<string, string[]> {
    const groups = new Map<string, string[]>();
    for (const key of this.#options.truth.inventory.subjects()) {
      const group = this.#groupOf(key);
      const keys = groups.get(group) ?? [];
      keys.push(key);
      groups.set(group, keys);
    }
    return groups;
  }

  #groupOf(key: string): string {
    const [kind] = key.split(' ') as [Kind];
    if (kind === 'domain' || kind === 'whitelist' || kind === 'blacklist') return `${kind} `;
    const subject = nameOf(key);
    if (kind !== 'pointer') return `${kind} ${subject.split('@').at(-1)}`;
    const { inventory } = this.#options.truth;
    const known = inventory.during(key, 0, Number.POSITIVE_INFINITY).find((one) => one !== undefined);
    return `${kind} ${known?.domain}`;
  }

  #domainIsThere(key: string, at: number): boolean {
    const domain = this.#groupOf(key).split(' ')[1] ?? '';
    return domain === '' || this.#options.truth.inventory.at(`domain ${domain}`, at) !== undefined;
  }

  #refuseFloods({ events }: Run): void {
    const counts = new Map<string, number>();
    for (const { action } of events) counts.set(action, (counts.get(action) ?? 0) + 1);
    for (const [action, count] of counts)
      if (count > 5) this.#options.findings.blame('watch', `one scan recorded ${action} ${count} times`);
  }
}

const PATHS: Partial<Record<Kind, string>> = {
  pointer: 'pointers',
  mailbox: 'email-accounts',
  forwarder: 'forwarders',
  catchall: 'catch-all',
  spam: 'spam/settings',
};

const nameOf = (key: string): string => key.slice(key.indexOf(' ') + 1);
const textOf = (facts: Facts | undefined): string => (facts ? JSON.stringify(facts) : ABSENT);
const isState = (text: string, facts: Facts): boolean =>
  text !== ABSENT && agrees(JSON.parse(text) as Facts, facts);
