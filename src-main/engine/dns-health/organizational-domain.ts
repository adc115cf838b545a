import { getDomain } from 'tldts';
import { toAscii, toUnicode } from '../dns/names.ts';

/**
 * The registered domain above `domain`, by the public suffix list (RFC 7489 3.2).
 * @returns A-label form; undefined where `domain` is itself one, or a public suffix.
 */
export function organizationalDomain(domain: string): string | undefined {
  // The list is matched in Unicode: its rules for international suffixes are written so.
  const above = getDomain(toUnicode(domain), { allowPrivateDomains: true, validateHostname: false });
  const ascii = above === null ? undefined : toAscii(above);
  return ascii === toAscii(domain) ? undefined : ascii;
}
