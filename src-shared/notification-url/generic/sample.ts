/**
 * A value that a regular expression accepts, made from the expression: an invented secret of the right shape, where
 * the real one is not at hand. Knows what the services' patterns are made of: groups, alternatives, character classes
 * and quantifiers; of an alternative the first is taken, of a quantifier the least.
 *
 * @returns undefined where it knows no value that passes.
 */
export function sampleOf(pattern: { source: string; flags: string } | null): string | undefined {
  if (pattern === null) return undefined;
  const reader: Reader = { text: pattern.source, at: 0 };
  const value = readAlternatives(reader);
  try {
    return reader.at === reader.text.length && new RegExp(pattern.source, pattern.flags).test(value)
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}

interface Reader {
  text: string;
  at: number;
}

const LONGEST = 512;

function readAlternatives(reader: Reader): string {
  const first = readSequence(reader);
  while (reader.text[reader.at] === '|') {
    reader.at += 1;
    readSequence(reader);
  }
  return first;
}

function readSequence(reader: Reader): string {
  let value = '';
  while (reader.at < reader.text.length && !'|)'.includes(reader.text[reader.at] ?? '')) {
    const atom = readAtom(reader);
    const count = readQuantifier(reader);
    value += atom.repeat(Math.min(count, LONGEST));
  }
  return value;
}

function readAtom(reader: Reader): string {
  const char = reader.text[reader.at] ?? '';
  reader.at += 1;
  if (char === '(') return readGroup(reader);
  if (char === '[') return readClass(reader);
  if (char === '\\') return readEscape(reader);
  if (char === '^' || char === '$') return '';
  return char === '.' ? 'a' : char;
}

function readGroup(reader: Reader): string {
  const opening = /^\?(?::|=|!|<=|<!|<\w+>)/.exec(reader.text.slice(reader.at))?.[0] ?? '';
  reader.at += opening.length;
  const inside = readAlternatives(reader);
  reader.at += 1;
  return /^\?<?[=!]/.test(opening) ? '' : inside;
}

/** A letter or digit of the class where it has one. */
function readClass(reader: Reader): string {
  const end = classEnd(reader.text, reader.at);
  const inside = reader.text.slice(reader.at - 1, end + 1);
  reader.at = end + 1;
  let expression: RegExp;
  try {
    expression = new RegExp(`^${inside}$`);
  } catch {
    return '';
  }
  return (
    [...'a1A0bcdefghijklmnopqrstuvwxyzBCDEFGHIJKLMNOPQRSTUVWXYZ23456789-_.+ @:/#='].find((char) =>
      expression.test(char),
    ) ?? ''
  );
}

function classEnd(text: string, from: number): number {
  let at = text[from] === '^' ? from + 1 : from;
  if (text[at] === ']') at += 1;
  while (at < text.length && text[at] !== ']') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function readEscape(reader: Reader): string {
  const char = reader.text[reader.at] ?? '';
  reader.at += 1;
  if (char === 'd') return '1';
  if (char === 'w' || char === 'S' || char === 'D') return 'a';
  if (char === 's') return ' ';
  return 'bBAZ'.includes(char) ? '' : char;
}

function readQuantifier(reader: Reader): number {
  const found = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(reader.text.slice(reader.at));
  if (!found) return 1;
  reader.at += found[0].length;
  if (found[1] !== undefined) return Number(found[1]);
  return found[0].startsWith('?') || found[0].startsWith('*') ? 0 : 1;
}
