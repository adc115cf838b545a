import { canonicalDomain, toAscii, toUnicode } from '../dns/names.ts';

/** Names are stored in lower case, as MXroute spells them; people type them as they like. */
export const searchable = (text: string): string => text.trim().toLowerCase().normalize('NFC');

/** An international domain in its other form; undefined for names of plain ASCII, which have none. */
function otherSpelling(domain: string): string | undefined {
  const unicode = toUnicode(domain);
  const other = unicode === domain ? toAscii(domain) : unicode;
  return other === domain ? undefined : other;
}

export interface OtherMatches {
  /** What the mailbox itself must contain: up to the @, where the text has one. */
  head: string;
  /** Domains, as MXroute spells them, whose other spelling has the rest. */
  domains: string[];
}

/**
 * Where a search also finds international names in the spelling that MXroute does not use: in Unicode where it
 * answers in A-labels, and the other way round.
 * @param text as `searchable` gives it.
 */
export function otherMatches(text: string, domains: readonly string[]): OtherMatches {
  const at = text.lastIndexOf('@');
  const rest = text.slice(at + 1);
  const matches = (other: string) => (at >= 0 ? other.startsWith(rest) : other.includes(rest));
  return {
    head: text.slice(0, at + 1),
    domains: rest === '' ? [] : domains.filter((domain) => matches(otherSpelling(domain) ?? '')),
  };
}

/** Those of the known names that mean this domain, whichever form it is given in. */
export function spelledLike(domain: string, known: readonly string[]): string[] {
  const canonical = canonicalDomain(domain);
  return known.filter((name) => name === domain || canonicalDomain(name) === canonical);
}
