/** Finding one of some 160 services by its name, or by the scheme of its addresses. */

export interface ServiceEntry {
  id: string;
  label: string;
  /** One line: what it is for, or the scheme of its addresses. */
  hint: string;
  schemes: readonly string[];
  /** What this computer lacks to use it; null: nothing. */
  missing: string | null;
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Smaller is better; undefined: does not match. */
function rankOf(entry: ServiceEntry, query: string): number | undefined {
  const label = plain(entry.label);
  const together = label.replaceAll(' ', '');
  const schemes = entry.schemes.map((scheme) => scheme.toLowerCase());
  const words = query.replaceAll(' ', '');
  if (label === query || schemes.includes(query)) return 0;
  if (label.startsWith(query)) return 1;
  if (` ${label}`.includes(` ${query}`)) return 2;
  if (together.startsWith(words) || schemes.some((scheme) => scheme.startsWith(words))) return 3;
  if (query.split(' ').every((word) => label.includes(word)) || together.includes(words)) return 4;
  if (schemes.some((scheme) => scheme.includes(words))) return 5;
  // What it is for, once enough is typed to mean something.
  return query.length > 2 && query.split(' ').every((word) => plain(entry.hint).includes(word))
    ? 6
    : undefined;
}

/** Best first; among equals the given order. An empty query: all of them, as they are. */
export function searchServices<E extends ServiceEntry>(entries: readonly E[], query: string): E[] {
  const wanted = plain(query);
  if (wanted === '') return [...entries];
  return entries
    .map((entry, index) => ({ entry, index, rank: rankOf(entry, wanted) }))
    .filter((found): found is typeof found & { rank: number } => found.rank !== undefined)
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ entry }) => entry);
}
