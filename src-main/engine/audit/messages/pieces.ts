/**
 * A message is made of pieces that say where their text comes from, so that no renderer has to guess what may be
 * markup: `words` and `label` are ours, everything else came from a person, from DNS or from a server.
 */
export interface Piece {
  /** `label`: ours and bold; `strong`: the subject; `code`: a record, a host, an address; `text`: a sentence or a name. */
  as: 'words' | 'label' | 'strong' | 'code' | 'text';
  text: string;
}

/** One line of a message. */
export type Line = readonly Piece[];

/** One record may be a whole DKIM key. */
const LONGEST_CODE = 160;
const LONGEST_TEXT = 500;
const LONGEST_SUBJECT = 120;

/** Ours: written in this program. Never anything that was read from outside. */
export const words = (text: string): Piece => ({ as: 'words', text });
export const label = (text: string): Piece => ({ as: 'label', text });
export const strong = (text: string): Piece => ({
  as: 'strong',
  text: shortened(clean(text), LONGEST_SUBJECT),
});
export const code = (text: string): Piece => ({ as: 'code', text: shortened(clean(text), LONGEST_CODE) });
export const text = (value: string): Piece => ({ as: 'text', text: shortened(clean(value), LONGEST_TEXT) });

type Inserted = string | Piece | Line;

/** say`${subject} was deleted.`: the template is ours, a string put into it is not. */
export function say(ours: TemplateStringsArray, ...inserted: readonly Inserted[]): Line {
  const pieces = ours.flatMap((literal, index) => [words(literal), ...pieced(inserted[index] ?? [])]);
  return pieces.filter((piece) => piece.text !== '');
}

function pieced(value: Inserted): Line {
  if (typeof value === 'string') return value === '' ? [] : [text(value)];
  return 'as' in value ? [value] : value;
}

export const joined = (lines: readonly Line[], between: string): Line =>
  lines.flatMap((line, index) => (index === 0 ? line : [words(between), ...line]));

export const shortened = (value: string, longest: number): string => {
  const characters = [...value];
  return characters.length <= longest ? value : `${characters.slice(0, longest - 1).join('')}…`;
};

// Control characters, and those that turn the direction of what follows: a name must not rearrange the message.
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are taken out.
const UNSEEN = /[\u0000-\u0020\u007F-\u00A0\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]+/g;

/** Half a surrogate pair: no service can encode it. */
const HALF = /[\uD800-\uDFFF]/gu;

/** Chat services that show plain text as Markdown call a whole channel by these, Discord also within a word. */
const CALLS_EVERYBODY = /@(?=everyone|here\b)|(?<!\w)@(?=(channel|all)\b)/gi;

/** One line without anything that cannot be seen; runs of it become one blank. Calls nobody. */
export const clean = (value: string): string =>
  value.replace(HALF, '\uFFFD').replace(UNSEEN, ' ').trim().replace(CALLS_EVERYBODY, '@\u200B');
