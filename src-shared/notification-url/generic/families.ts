import type { ServiceDescription } from '../../service-catalogue.ts';
import { type Piece, piecesOf, tokensOf } from './template-pieces.ts';

export interface Template {
  text: string;
  pieces: Piece[];
  tokens: string[];
}

/**
 * Apprise lists each combination of optional tokens as a template of its own (a dozen for a service with a login, a
 * port and recipients). A family is the fullest of them with all that are the same with something left out: one form,
 * in which what may be missing is optional.
 */
export interface Family {
  /** The fullest template, as Apprise writes it: its name in the template choice. */
  name: string;
  /** The fullest first: what a URL can say in more fields is read so. */
  templates: Template[];
}

export function familiesOf(description: Pick<ServiceDescription, 'templates' | 'parts'>): Family[] {
  const templates = description.templates.flatMap((text): Template[] => {
    const pieces = piecesOf(text, description.parts);
    return pieces ? [{ text, pieces, tokens: tokensOf(pieces) }] : [];
  });
  const fullest = templates.filter(
    (one, index) =>
      !templates.some(
        (other, at) => at !== index && isPartOf(one, other) && (!isPartOf(other, one) || at < index),
      ),
  );
  return fullest.map((full) => ({
    name: full.text,
    templates: [full, ...templates.filter((one) => one !== full && isPartOf(one, full)).sort(byTokens)],
  }));
}

const byTokens = (a: Template, b: Template): number => b.tokens.length - a.tokens.length;

/** Whether leaving tokens out of `whole` gives `part`. */
function isPartOf(part: Template, whole: Template): boolean {
  let at = 0;
  for (const token of whole.tokens) if (part.tokens[at] === token) at += 1;
  return at === part.tokens.length;
}

/** Tokens that no template of the family leaves out. */
export const neededIn = (family: Family): string[] =>
  (family.templates[0]?.tokens ?? []).filter((token) =>
    family.templates.every(({ tokens }) => tokens.includes(token)),
  );

/** @returns the template that holds exactly these tokens, or what is missing for the one that comes closest. */
export function templateFor(
  family: Family,
  filled: readonly string[],
): { template: Template } | { missing: string[] } {
  const enough = family.templates.filter(({ tokens }) => filled.every((token) => tokens.includes(token)));
  const exact = enough.find(({ tokens }) => tokens.length === filled.length);
  if (exact) return { template: exact };
  const closest = enough.reduce<Template | undefined>(
    (best, one) => (best && best.tokens.length <= one.tokens.length ? best : one),
    undefined,
  );
  return { missing: (closest?.tokens ?? []).filter((token) => !filled.includes(token)) };
}
