import { z } from 'zod';

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

export const dmarcRecord = z
  .string()
  .trim()
  .max(1000, 'is too long for a DMARC record')
  .refine((text) => startsAsDmarc(text), 'must start with v=DMARC1')
  .refine((text) => isDmarcPolicy(parseDmarc(text)?.get('p')), 'needs p=none, p=quarantine or p=reject')
  .refine((text) => {
    const sp = parseDmarc(text)?.get('sp');
    return sp === undefined || isDmarcPolicy(sp);
  }, 'has an sp= that is not none, quarantine or reject');
