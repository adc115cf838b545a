import { toAscii } from '../../dns/names.ts';
import type { MxRecord } from '../../dns/outcome.ts';
import { type DnsQuestion, type Observation, questionKey } from '../check.ts';
import { textsOf } from '../checks/result.ts';
import { isSpf, type Mechanism, parseSpf } from '../spf-record.ts';

/** RFC 7208 4.6.4: more terms than these that ask DNS, or names asked in vain, and receivers give up. */
export const MAX_LOOKUPS = 10;
export const MAX_VOIDS = 2;
/** Names of one `mx` that receivers look at. */
const MAX_MX_NAMES = 10;
/** Far enough to be sure that it is too many; a record that includes itself has no end. */
export const STOP_COUNTING = 40;

/** What a receiver asks that has to read the whole record, as far as it is known. */
export interface SpfWalk {
  /** Terms that ask DNS. */
  lookups: number;
  /** Names that such terms asked in vain. */
  voids: string[];
  open: DnsQuestion[];
  /** Names that could not be looked up, and terms that depend on the message (macros). */
  unseen: string[];
  /** The same, where only void look-ups depend on them. */
  unseenVoids: string[];
  /** What makes receivers give up at once, to follow "The SPF record of x …". */
  problems: string[];
  /** Every record that was read, with its name. */
  records: { name: string; text: string }[];
}

export function walkSpf(domain: string, dns: Observation): SpfWalk {
  const walk: SpfWalk = {
    lookups: 0,
    voids: [],
    open: [],
    unseen: [],
    unseenVoids: [],
    problems: [],
    records: [],
  };
  visit(domain, [domain], undefined);
  return walk;

  /** @param via the term that leads here; undefined for the domain's own record. */
  function visit(name: string, chain: string[], via: string | undefined): void {
    const outcome = ask({ name, type: 'TXT' });
    if (outcome === undefined) return;
    if (outcome.outcome === 'unknown') {
      walk.unseen.push(name);
      return;
    }
    if (via !== undefined && outcome.outcome === 'absent') walk.voids.push(name);
    const [text, ...others] = textsOf(outcome).filter(isSpf);
    if (text === undefined || others.length > 0) {
      const what = text === undefined ? 'is no SPF record' : 'are several SPF records';
      if (via !== undefined) walk.problems.push(`asks for "${via}", where there ${what}`);
      return;
    }
    if (!walk.records.some((known) => known.name === name)) walk.records.push({ name, text });
    const { mechanisms, redirect } = parseSpf(text);
    for (const mechanism of mechanisms) {
      if (mechanism.name === 'all') return;
      count(mechanism, name, chain);
    }
    if (redirect !== undefined) follow(`redirect=${redirect}`, redirect, chain);
  }

  function count(mechanism: Mechanism, at: string, chain: string[]): void {
    const { name, argument } = mechanism;
    const term = argument ? `${name}:${argument}` : name;
    if (name === 'include') follow(term, argument, chain);
    if (!['a', 'mx', 'ptr', 'exists'].includes(name)) return;
    walk.lookups++;
    // A record may be 64 KiB long, and not the domain's own: nobody is asked thousands of questions for it.
    if (name === 'ptr' || walk.lookups > STOP_COUNTING) return;
    const target = argument.split('/')[0] || at;
    const host = target.includes('%') ? undefined : toAscii(target);
    if (host === undefined) walk.unseenVoids.push(term);
    else if (name === 'mx') askMx(host, term);
    else if (name === 'exists') askAddress(host, ['A']);
    else askAddress(host, ['A', 'AAAA']);
  }

  function follow(term: string, argument: string, chain: string[]): void {
    walk.lookups++;
    if (walk.lookups > STOP_COUNTING) return;
    const target = argument.includes('%') ? undefined : toAscii(argument);
    if (target === undefined) walk.unseen.push(term);
    else if (chain.includes(target)) walk.problems.push(`includes itself through ${target}`);
    else visit(target, [...chain, target], term);
  }

  /** A receiver asks for the sender's family only; in vain it asks for sure where there is neither. */
  function askAddress(name: string, types: ('A' | 'AAAA')[]): void {
    const outcomes = types.map((type) => ask({ name, type }));
    if (outcomes.some((outcome) => outcome?.outcome === 'unknown')) walk.unseenVoids.push(name);
    else if (outcomes.every((outcome) => outcome?.outcome === 'absent')) walk.voids.push(name);
  }

  function askMx(name: string, term: string): void {
    const outcome = ask({ name, type: 'MX' });
    if (outcome === undefined) return;
    if (outcome.outcome === 'unknown') walk.unseenVoids.push(name);
    if (outcome.outcome === 'absent') walk.voids.push(name);
    if (outcome.outcome !== 'records') return;
    const hosts = outcome.records
      .flatMap((record): MxRecord[] => (record.type === 'MX' ? [record.value] : []))
      .map(({ host }) => host)
      .filter(Boolean);
    if (hosts.length > MAX_MX_NAMES) {
      walk.problems.push(
        `asks for "${term}", which names ${hosts.length} hosts where receivers read ${MAX_MX_NAMES}`,
      );
    }
    for (const host of hosts.slice(0, MAX_MX_NAMES)) askAddress(host, ['A', 'AAAA']);
  }

  function ask(question: DnsQuestion) {
    const outcome = dns.get(questionKey(question));
    if (outcome === undefined) walk.open.push(question);
    return outcome;
  }
}
