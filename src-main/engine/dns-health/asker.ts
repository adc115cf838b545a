import type { LookupOutcome } from '../dns/outcome.ts';
import type { Resolver } from '../ports.ts';
import { type DnsQuestion, questionKey } from './check.ts';
import type { Ask } from './observe.ts';

/** Lookups without an answer, and none answered before, after which the rest is not worth waiting for. */
const HOPELESS = 120;

export interface Tally {
  asked: number;
  answered: number;
  /** Not answered, but by a resolver that is there: the fault may be beyond it, at the domain's own name servers. */
  referred: number;
}

export interface Asker {
  ask: Ask;
  /**
   * Asks again, and somebody else than who answered the first time.
   * @param answeredBy the resolver behind the verdict, for questions that were not asked before.
   */
  confirm(answeredBy: string | undefined): Ask;
  tally: Tally;
}

/**
 * The lookups of one scan: the same question is asked once, however many domains have it.
 * @param giveUp called when nothing is ever answered.
 */
export function createAsker(resolver: Resolver, signal: AbortSignal, giveUp: () => void): Asker {
  const asked = new Map<string, Promise<LookupOutcome>>();
  const answeredBy = new Map<string, string>();
  const tally: Tally = { asked: 0, answered: 0, referred: 0 };

  async function lookup({ name, type }: DnsQuestion, avoid?: string): Promise<LookupOutcome> {
    const outcome = await resolver.lookup(name, type, { signal, avoid });
    tally.asked++;
    if (outcome.outcome !== 'unknown') tally.answered++;
    else if (outcome.reason === 'servfail') tally.referred++;
    if (tally.answered === 0 && tally.asked >= HOPELESS) giveUp();
    return outcome;
  }

  function ask(question: DnsQuestion): Promise<LookupOutcome> {
    const key = questionKey(question);
    const before = asked.get(key);
    if (before !== undefined) return before;
    const outcome = lookup(question).then((result) => {
      if (result.resolver !== undefined) answeredBy.set(key, result.resolver);
      return result;
    });
    asked.set(key, outcome);
    return outcome;
  }

  return {
    ask,
    confirm: (fallback) => (question) => lookup(question, answeredBy.get(questionKey(question)) ?? fallback),
    tally,
  };
}
