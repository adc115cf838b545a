import { z } from 'zod';
import type { ScanAnswers } from '../scans/scan-answers.ts';
import { type FacetName, RULES, type SeenByFacet, type Sighting } from './diff.ts';
import type { FacetRule } from './rule.ts';

/** The answers of a scan that was cut off: it goes on where it stopped, as far as they are young enough. */
export interface KeptSightings {
  find(domain: string, facet: FacetName): Sighting | undefined;
  keep(sighting: Sighting): void;
}

const kept = z.object({ login: z.string(), seen: z.unknown() });

const ruleOf = <F extends FacetName>(facet: F) => RULES[facet] as FacetRule<SeenByFacet[F]>;
const subjectOf = (domain: string, facet: FacetName): string => `${facet} ${domain}`;

/** @param login whose account it is: another one's answers are none. */
export function resumeSightings(answers: ScanAnswers, login: string, now: number): KeptSightings {
  const found = answers.resume(now);
  return {
    find(domain, facet) {
      const answer = found.get(subjectOf(domain, facet));
      const value = kept.safeParse(answer?.value).data;
      if (!answer || value?.login !== login) return undefined;
      const seen = ruleOf(facet).unpack(value.seen);
      return seen === undefined ? undefined : { domain, facet, seen, at: answer.at };
    },
    keep({ domain, facet, seen, at }) {
      answers.keep(subjectOf(domain, facet), { login, seen: ruleOf(facet).pack(seen) }, at);
    },
  };
}

/** For a look at some domains, which is over in seconds. */
export const KEEPS_NOTHING: KeptSightings = { find: () => undefined, keep: () => undefined };
