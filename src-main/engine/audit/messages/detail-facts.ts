import type { EventDetails } from '../../../../src-shared/audit-event.ts';
import { listed } from './blocks.ts';
import { joined, type Line, type Piece, say, text, words } from './pieces.ts';
import type { TextTools } from './text.ts';

/** Details of a shape that no template knows: names and values, as a person reads them. */
export const detailFacts = (details: EventDetails, tools: TextTools): Line[] =>
  Object.entries(details).flatMap(([name, value]) => {
    const shown = valueLine(value, tools, DEPTH);
    return shown.length === 0 ? [] : [say`${text(readable(name))}: ${shown}`];
  });

/** Deeper is left out: nobody reads a tree on a phone. */
const DEPTH = 4;

function valueLine(value: unknown, tools: TextTools, depth: number): Line {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value === 'boolean') return [words(value ? 'yes' : 'no')];
  if (typeof value === 'number') return [words(tools.number(value, Number.isInteger(value) ? 0 : 1))];
  if (typeof value !== 'object') return [text(String(value))];
  if (depth === 0) return [words('…')];
  const lines = Array.isArray(value)
    ? value.map((item) => valueLine(item, tools, depth - 1))
    : Object.entries(value).map(([name, item]): Line => {
        const shown = valueLine(item, tools, depth - 1);
        return shown.length === 0 ? [] : say`${text(readable(name).toLowerCase())} ${shown}`;
      });
  const told = lines.filter((line) => line.length > 0);
  return cut(
    joined(
      listed(
        told,
        (line) => line,
        (line) => line,
      ),
      ', ',
    ),
  );
}

const LONGEST = 600;

/** Lists in lists would grow without a bound. */
function cut(line: Line): Line {
  let left = LONGEST;
  const kept: Piece[] = [];
  for (const piece of line) {
    if (piece.text.length > left) return [...kept, words('…')];
    left -= piece.text.length;
    kept.push(piece);
  }
  return kept;
}

/** `quotaMb` → "Quota MB", `oldValue` → "Old value". */
export function readable(name: string): string {
  const separate = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase()
    .replace(/\bmb\b/g, 'MB');
  return separate.charAt(0).toUpperCase() + separate.slice(1);
}
