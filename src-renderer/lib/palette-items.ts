import { asciiDomain } from './domain-name.ts';

/** What the command palette offers, and how a few letters choose among it. Pure. */

export type PaletteGroup = 'Screens' | 'Actions' | 'Settings' | 'Domains';

export interface PaletteItem {
  id: string;
  group: PaletteGroup;
  label: string;
  /** Other words that people look for it by. */
  words?: string;
  /** Only offered once something is typed: too many, or too far off. */
  searchedOnly?: true;
}

const SHOWN = 40;
/** Of domains as long as nobody typed more than one letter or two. */
const SHOWN_DOMAINS = 12;

const NO_MATCH = -1;

/** The smaller, the better: from the start of the label, of a word, within, by another word. */
function rank(item: PaletteItem, wanted: string): number {
  const label = item.label.toLowerCase();
  if (label.startsWith(wanted)) return 0;
  const at = label.search(new RegExp(`[\\s.@(-]${escaped(wanted)}`));
  if (at >= 0) return 1;
  if (label.includes(wanted)) return 2;
  if (item.words?.toLowerCase().includes(wanted)) return 3;
  if (item.group === 'Domains' && asciiDomain(item.label).includes(wanted)) return 2;
  return allWords(`${label} ${item.words?.toLowerCase() ?? ''}`, wanted) ? 4 : NO_MATCH;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const allWords = (text: string, wanted: string): boolean =>
  wanted.includes(' ') && wanted.split(/\s+/).every((word) => text.includes(word));

/** Those that match, the best first, in the order in which they came where they match alike. */
export function findItems<T extends PaletteItem>(items: readonly T[], text: string): T[] {
  const wanted = text.trim().toLowerCase().normalize('NFC');
  if (wanted === '') return items.filter((item) => item.searchedOnly !== true);
  let domains = 0;
  const limit = wanted.length < 3 ? SHOWN_DOMAINS : SHOWN;
  return items
    .map((item) => ({ item, score: rank(item, wanted) }))
    .filter(({ score }) => score !== NO_MATCH)
    .sort((a, b) => a.score - b.score)
    .map(({ item }) => item)
    .filter((item) => item.group !== 'Domains' || domains++ < limit)
    .slice(0, SHOWN);
}

/** By group, the group of the best match first. */
export function groupItems<T extends PaletteItem>(
  found: readonly T[],
): { group: PaletteGroup; items: T[] }[] {
  const groups = new Map<PaletteGroup, T[]>();
  for (const item of found) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  return [...groups].map(([group, items]) => ({ group, items }));
}
