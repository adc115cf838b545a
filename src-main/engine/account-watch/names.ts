import { canonicalDomain } from '../dns/names.ts';

/** One key for every spelling: case and the form of international names are no differences (spec: Account watch). */

/** `Bob@XN--MLLER-KVA.example` → `bob@müller.example`. What is no address (`:fail:`) only loses its case. */
export function canonicalAddress(address: string): string {
  const text = address.trim().toLowerCase();
  const at = text.lastIndexOf('@');
  return at < 0 ? text : `${text.slice(0, at)}@${canonicalDomain(text.slice(at + 1))}`;
}

/** An entry of a spam list: an address, a pattern (`*@example.com`), a domain. */
export const canonicalEntry = (entry: string): string =>
  entry.includes('@') ? canonicalAddress(entry) : canonicalDomain(entry);

/** Where mail goes to: the order says nothing. */
export const canonicalDestinations = (destinations: readonly string[]): string[] =>
  [...new Set(destinations.map(canonicalAddress))].sort();
