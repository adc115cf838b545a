/**
 * Named values in one line, as in `X-Team: mail; X-Note: a\; b`: a semicolon or a backslash that belongs to a value has
 * a backslash before it.
 */
export type Pair = readonly [name: string, value: string];

/** @returns undefined where an entry has no name. */
export function parsePairs(text: string): Pair[] | undefined {
  const entries = (text.match(/(?:\\[\s\S]|[^;\r\n\\]|\\$)+/g) ?? []).filter((entry) => entry.trim() !== '');
  const pairs = entries.map((entry): Pair | undefined => {
    const match = /^\s*([^:]*?)\s*:[ \t]?([\s\S]*)$/.exec(unescaped(entry));
    return match && (match[1] ?? '') !== '' ? [match[1] ?? '', match[2] ?? ''] : undefined;
  });
  const known = pairs.filter((pair) => pair !== undefined);
  const names = new Set(known.map(([name]) => name));
  return known.length === pairs.length && names.size === known.length ? known : undefined;
}

export const formatPairs = (pairs: readonly Pair[]): string =>
  pairs.map(([name, value]) => `${escaped(name)}: ${escaped(value)}`).join('; ');

const escaped = (text: string): string => text.replace(/[;\\]/g, '\\$&');
const unescaped = (text: string): string => text.replace(/\\([\s\S])/g, '$1');
