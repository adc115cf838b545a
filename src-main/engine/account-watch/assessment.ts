import { DOMAINS, judge, RULES, type Sighting } from './diff.ts';
import type { Inventory } from './repository.ts';
import type { Known, Verdict } from './rule.ts';

/**
 * What an answer means, by what the inventory holds now.
 * @param login whose account it is: another one's things are neither new nor deleted.
 */
export function createAssessment(inventory: Pick<Inventory, 'get'>, login: string, now: () => number) {
  /** The list of domains as it is stored; undefined before this login's first inventory. */
  const ownDomains = (): Known | undefined =>
    inventory.get('', 'login')?.value === login ? inventory.get('', 'domains') : undefined;

  /** An answer that was kept may be older than what another scan has stored since; a clock that was ahead says nothing. */
  const isOutdated = ({ at, facet }: Sighting, known: Known): boolean => {
    const newest = RULES[facet].answeredAt(known);
    return at < newest && newest <= now();
  };

  return {
    ownDomains,

    /** Canonical name → as MXroute spells it; undefined before the first inventory. */
    domains(): ReadonlyMap<string, string> | undefined {
      const known = ownDomains();
      return known && DOMAINS.items(known);
    },

    /**
     * @param known the domains; what is in any other one is its baseline.
     * @returns nothing for an answer that has been overtaken.
     */
    verdictOn(sighting: Sighting, known: ReadonlyMap<string, string> | undefined): Verdict | undefined {
      const { domain, facet } = sighting;
      const isBaseline = known === undefined || (domain !== '' && !known.has(domain));
      const before = isBaseline ? undefined : inventory.get(domain, facet);
      if (before && isOutdated(sighting, before)) return undefined;
      return judge(sighting, before);
    },
  };
}
