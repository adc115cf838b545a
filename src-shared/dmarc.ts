/**
 * DMARC records as tag lists (RFC 7489 6.3/6.4, RFC 9989): `v=DMARC1` first, then `tag=value` pairs.
 * Tag names are case-insensitive; order is free after `v`; the last semicolon is optional.
 */

export const DMARC_POLICIES = ['none', 'quarantine', 'reject'] as const;
export type DmarcPolicy = (typeof DMARC_POLICIES)[number];

/** True where the text claims to be a DMARC record, valid or not. */
export const startsAsDmarc = (text: string): boolean => /^\s*v\s*=\s*DMARC1\s*(;|$)/.test(text);

/** @returns tags in lower case with trimmed values, or undefined where the text is not a DMARC record. */
export function parseDmarc(text: string): Map<string, string> | undefined {
  if (!startsAsDmarc(text)) return undefined;
  const tags = new Map<string, string>();
  for (const part of text.split(';')) {
    if (part.trim() === '') continue;
    const equals = part.indexOf('=');
    if (equals < 1) return undefined;
    const name = part.slice(0, equals).trim().toLowerCase();
    if (!tags.has(name)) tags.set(name, part.slice(equals + 1).trim());
  }
  return tags;
}

export const isDmarcPolicy = (value: string | undefined): value is DmarcPolicy =>
  value !== undefined && (DMARC_POLICIES as readonly string[]).includes(value.toLowerCase());

/** What is wrong with a record, as the rest of a sentence that begins with its name; undefined where it is valid. */
export function dmarcProblem(text: string): string | undefined {
  if (text.length > 1000) return 'is too long for a DMARC record';
  if (!startsAsDmarc(text)) return 'must start with v=DMARC1';
  const tags = parseDmarc(text);
  if (!isDmarcPolicy(tags?.get('p'))) return 'needs p=none, p=quarantine or p=reject';
  const sp = tags?.get('sp');
  if (sp !== undefined && !isDmarcPolicy(sp)) return 'has an sp= that is not none, quarantine or reject';
  return undefined;
}
