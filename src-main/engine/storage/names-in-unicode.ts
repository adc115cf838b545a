import { canonicalDomain } from '../dns/names.ts';

/** A whole name with an A-label in it, standing alone or behind an @; a local part is none. */
const INTERNATIONAL = /(?<=^|[@"\s|])[^\s"@|\\,]*xn--[^\s"@|\\,]*(?=["\s|]|$)/gi;

/** For migrations: a text (JSON stays JSON) with its international domains in the form that people read. */
export const namesInUnicode = (text: string | null): string | null =>
  text?.replace(INTERNATIONAL, canonicalDomain) ?? null;
