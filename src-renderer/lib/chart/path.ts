/** SVG paths of a series. */

export interface Point {
  x: number;
  y: number;
}

const fixed = (value: number): string => String(Math.round(value * 10) / 10);
const at = ({ x, y }: Point): string => `${fixed(x)} ${fixed(y)}`;

export const linePath = (points: readonly Point[]): string =>
  points.map((point, index) => `${index === 0 ? 'M' : 'L'}${at(point)}`).join('');

/** Filled down to the base line. */
export function areaPath(points: readonly Point[], base: number): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return '';
  return `${linePath(points)}L${fixed(last.x)} ${fixed(base)}L${fixed(first.x)} ${fixed(base)}Z`;
}

/** Each value holds until the next one: a limit does not rise gradually. */
export const stepPath = (points: readonly Point[]): string =>
  points
    .map((point, index) =>
      index === 0
        ? `M${at(point)}`
        : `H${fixed(point.x)}${point.y === points[index - 1]?.y ? '' : `V${fixed(point.y)}`}`,
    )
    .join('');
