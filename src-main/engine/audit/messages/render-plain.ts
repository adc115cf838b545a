import type { Block, Section } from './blocks.ts';
import type { Line } from './pieces.ts';

/** As a phone shows it: no markup at all. */
export const renderPlain = (sections: readonly Section[]): string =>
  sections
    .map((blocks) => blocks.flatMap(lines).join('\n'))
    .filter((section) => section !== '')
    .join('\n\n');

function lines(block: Block): string[] {
  if (block.kind === 'line') return [plainLine(block.line)];
  const bullet = block.bare ? '' : '- ';
  return block.items.flatMap(({ line, under = [] }) => [
    `${bullet}${plainLine(line)}`,
    ...under.map((one) => `  ${plainLine(one)}`),
  ]);
}

export const plainLine = (line: Line): string =>
  line
    .map(({ text }) => text)
    .join('')
    .trim();
