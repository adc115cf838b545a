import { canonicalDomain, toAscii } from '../dns/names.ts';

/** Mailboxes are stored in lower case, their domains in Unicode; people type them as they like. */
export const searchable = (text: string): string => text.trim().toLowerCase().normalize('NFC');

/** An international domain as it goes on the wire; undefined for names of plain ASCII, which have one form. */
function inAscii(domain: string): string | undefined {
  const ascii = toAscii(domain);
  return ascii === canonicalDomain(domain) ? undefined : ascii;
}

export interface OtherMatches {
  /** What the mailbox itself must contain: up to the @, where the text has one. */
  head: string;
  /** Domains, as MXroute spells them, whose A-labels have the rest. */
  domains: string[];
}

/**
 * Where a search finds international names by their A-labels, which no mailbox is stored with.
 * @param text as `searchable` gives it.
 */
export function otherMatches(text: string, domains: readonly string[]): OtherMatches {
  const at = text.lastIndexOf('@');
  const rest = text.slice(at + 1);
  const matches = (other: string) => (at >= 0 ? other.startsWith(rest) : other.includes(rest));
  return {
    head: text.slice(0, at + 1),
    domains: rest === '' ? [] : domains.filter((domain) => matches(inAscii(domain) ?? '')),
  };
}

/** Those of the known names that mean this domain, whichever form it is given in. */
export function spelledLike(domain: string, known: readonly string[]): string[] {
  const canonical = canonicalDomain(domain);
  return known.filter((name) => name === domain || canonicalDomain(name) === canonical);
}
