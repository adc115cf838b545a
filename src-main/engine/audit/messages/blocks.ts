import { joined, type Line, type Piece, say, words } from './pieces.ts';

export interface Item {
  line: Line;
  /** Indented below it. */
  under?: readonly Line[];
}

/** `bare` lists have no bullets in plain text: labelled facts, one per line. */
export type Block = { kind: 'line'; line: Line } | { kind: 'list'; bare: boolean; items: readonly Item[] };

/** Blocks that belong together; an empty line stands between two sections. */
export type Section = readonly Block[];

/** Longer lists are cut: a phone shows no more, and services refuse what is too long. */
export const LONGEST_LIST = 20;

/** The first 20, and how many are left out. */
export function listed<T, U>(items: readonly T[], show: (item: T) => U, more: (line: Line) => U): U[] {
  const shown = items.slice(0, LONGEST_LIST).map(show);
  const left = items.length - LONGEST_LIST;
  return left > 0 ? [...shown, more([words(`and ${left} more`)])] : shown;
}

export const paragraph = (line: Line): Block => ({ kind: 'line', line });

export const facts = (lines: readonly Line[]): Block[] => {
  const items = listed(
    lines,
    (line): Item => ({ line }),
    (line): Item => ({ line }),
  );
  return items.length === 0 ? [] : [{ kind: 'list', bare: true, items }];
};

export const bullets = <T>(items: readonly T[], show: (item: T) => Item): Block[] =>
  items.length === 0
    ? []
    : [{ kind: 'list', bare: false, items: listed(items, show, (line): Item => ({ line })) }];

/** "Label: value"; nothing where there is no value. */
export const fact = (label: string, value: Piece | Line | undefined): Line[] => {
  if (value === undefined) return [];
  const line = 'as' in value ? [value] : value;
  return line.every((piece) => piece.text.trim() === '') ? [] : [say`${words(`${label}: `)}${line}`];
};

/** Several values in one line, 20 at most. */
export const inline = <T>(items: readonly T[], show: (item: T) => Piece | Line, between = ', '): Line =>
  joined(
    listed(
      items,
      (item): Line => {
        const shown = show(item);
        return 'as' in shown ? [shown] : shown;
      },
      (line) => line,
    ),
    between,
  );
