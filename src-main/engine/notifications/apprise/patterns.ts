/**
 * A pattern of Apprise (`[regex, flags]`, Python's `re.match`) for JavaScript. Named groups are written differently,
 * and a match begins at the start of the value. @returns null where JavaScript cannot read it: then any value passes.
 */
export function toPattern(
  regex: readonly (string | null)[] | null | undefined,
): { source: string; flags: string } | null {
  const [python, wanted] = regex ?? [];
  if (!python) return null;
  const inline = /^\(\?([aims]+)\)/.exec(python);
  const body = inline ? python.slice(inline[0].length) : python;
  const flags = [...new Set(`${wanted ?? ''}${inline?.[1] ?? ''}`.toLowerCase())];
  // Verbose patterns and locale rules mean something else there.
  if (flags.some((flag) => !'aimsu'.includes(flag))) return null;
  const source = body
    .replace(/\(\?P<(\w+)>/g, '(?<$1>')
    .replace(/\(\?P=(\w+)\)/g, '\\k<$1>')
    .replace(/\\A/g, '^')
    .replace(/\\Z/g, '$');
  const pattern = {
    source: source.startsWith('^') && !source.includes('|') ? source : `^(?:${source})`,
    flags: flags.filter((flag) => 'ims'.includes(flag)).join(''),
  };
  try {
    new RegExp(pattern.source, pattern.flags);
    return pattern;
  } catch {
    return null;
  }
}
