import type { Sighting } from './diff.ts';
import type { Change } from './rule.ts';

/** What is counted of a domain that came or went. */
export const COUNTED = ['mailboxes', 'forwarders', 'pointers'] as const;

/** What is in a domain, as far as it could be read. */
export function contentsOf(domain: string, sightings: readonly Sighting[]): Change['facts'] {
  const facts: Change['facts'] = {};
  for (const { domain: of, facet, seen } of sightings) {
    if (of !== domain) continue;
    if (facet === 'hosting') facts.mailHosting = seen;
    else if (typeof seen === 'object') facts[facet] = seen.items.size;
  }
  return facts;
}
