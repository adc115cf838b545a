/** Lines of `.env`, as they are read back (dotenv's grammar): pure, for the window and for main. */

/**
 * `NAME=value`, quoted where the value needs it. @returns undefined where no line could hold the value: it has line
 * breaks, or all that quotes do not protect.
 */
export function envLine(name: string, value: string): string | undefined {
  const written = envValue(value);
  return written === undefined ? undefined : `${name}=${written}`;
}

/** @see envLine */
export function envValue(value: string): string | undefined {
  if (/[\r\n]/.test(value)) return undefined;
  if (/^[\w./:@%+-]+$/.test(value)) return value;
  if (value === '') return "''";
  // Literal in single and in back quotes; double quotes turn \n and \r into line breaks.
  const quotes = ["'", '`', ...(/\\[nr]/.test(value) ? [] : ['"'])];
  const free = quotes.find((quote) => !value.includes(quote));
  if (free !== undefined) return free + value + free;
  // With every quote in it: read up to the line's end, outer quotes removed, unless a comment or a quote before a
  // blank seems to end it.
  return /#|'\s/.test(value) ? undefined : `'${value}'`;
}

const slug = (label: string): string =>
  label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40);

/** The service's own variable, or where another target has that one: a name of the target's own. */
export function suggestedVariable(own: string, taken: readonly string[], label: string): string {
  if (!taken.includes(own)) return own;
  const named = `${own}_${slug(label)}`;
  if (slug(label) !== '' && !taken.includes(named)) return named;
  let number = 2;
  while (taken.includes(`${own}_${number}`)) number++;
  return `${own}_${number}`;
}
