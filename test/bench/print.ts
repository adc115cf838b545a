import type { Figure, Row } from './figure.ts';

const HEAD = ['', 'measured', 'bar', ''];

const verdict = ({ reached, bar }: Row): string => {
  if (reached === null) return bar === '' ? '' : 'not measured';
  return reached ? 'reached' : '**falls short**';
};

/** A Markdown table that reads well in a terminal too: docs/performance.md is made of it. */
export function printFigure({ title, how, rows }: Figure): string {
  const cells = [HEAD, ...rows.map((row) => [row.what, row.measured, row.bar, verdict(row)])];
  const widths = HEAD.map((_, column) =>
    Math.max(3, ...cells.map((line) => [...(line[column] ?? '')].length)),
  );
  const line = (values: readonly string[]) =>
    `| ${values.map((value, column) => value + ' '.repeat((widths[column] ?? 0) - [...value].length)).join(' | ')} |`;
  const [head = HEAD, ...body] = cells;
  const short = rows.filter(({ reached, why }) => reached === false && why !== undefined);
  return [
    `### ${title}`,
    '',
    how,
    '',
    line(head),
    `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`,
    ...body.map(line),
    ...(short.length > 0 ? ['', ...short.map(({ what, why }) => `- ${what}: ${why}`)] : []),
    '',
  ].join('\n');
}
