/** Marks what differs between expected and published DNS records. Pure; the check itself is the engine's. */

export interface Segment {
  text: string;
  changed: boolean;
}

/** One row of the comparison; null where the other side has no counterpart. */
export interface RecordPair {
  expected: Segment[] | null;
  found: Segment[] | null;
}

const TOKENS = /\s+|[;,=]|[^\s;,=]+/g;
/** Above this, tokens are keys and hashes: compared letter by letter, and case counts. */
const KEY_LENGTH = 32;
const SIMILAR_ENOUGH = 0.3;

const tokenize = (text: string): string[] => text.match(TOKENS) ?? [];

const sameToken = (left: string, right: string): boolean => {
  if (left === right) return true;
  if (left.length > KEY_LENGTH || right.length > KEY_LENGTH) return false;
  return left.toLowerCase().replace(/\.$/, '') === right.toLowerCase().replace(/\.$/, '');
};

/** Longest common subsequence of tokens: for each side, which tokens have a counterpart. */
function commonTokens(left: string[], right: string[]): { left: boolean[]; right: boolean[]; pairs: number } {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const same = sameToken(left[i] ?? '', right[j] ?? '');
      lengths[i * width + j] = same
        ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
        : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  const inLeft = left.map(() => false);
  const inRight = right.map(() => false);
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    if (sameToken(left[i] ?? '', right[j] ?? '')) {
      inLeft[i++] = true;
      inRight[j++] = true;
    } else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i++;
    else j++;
  }
  return { left: inLeft, right: inRight, pairs: lengths[0] ?? 0 };
}

/** Neighbours of the same kind become one piece; blanks between two changed pieces count as changed. */
function merge(segments: Segment[]): Segment[] {
  const merged: Segment[] = [];
  segments.forEach((segment, index) => {
    const blank = segment.text.trim() === '';
    const bridges = blank && segments[index - 1]?.changed === true && segments[index + 1]?.changed === true;
    const changed = blank ? bridges : segment.changed;
    const last = merged.at(-1);
    if (last !== undefined && last.changed === changed) last.text += segment.text;
    else merged.push({ text: segment.text, changed });
  });
  return merged;
}

const toSegments = (tokens: string[], common: boolean[]): Segment[] =>
  tokens.map((text, index) => ({ text, changed: !common[index] }));

/** Long keys that differ in the middle: only the middle is marked. */
function refineKeys(expected: Segment[], found: Segment[]): void {
  const longExpected = expected.filter((segment) => segment.changed && segment.text.length > KEY_LENGTH);
  const longFound = found.filter((segment) => segment.changed && segment.text.length > KEY_LENGTH);
  longExpected.forEach((segment, index) => {
    const other = longFound[index];
    if (other === undefined) return;
    const [a, b] = [segment.text, other.text];
    const shorter = Math.min(a.length, b.length);
    let start = 0;
    while (start < shorter && a[start] === b[start]) start++;
    let end = 0;
    while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++;
    if (start + end < shorter / 4) return;
    splitAt(expected, segment, start, end);
    splitAt(found, other, start, end);
  });
}

function splitAt(segments: Segment[], segment: Segment, start: number, end: number): void {
  const text = segment.text;
  const pieces: Segment[] = [
    { text: text.slice(0, start), changed: false },
    { text: text.slice(start, text.length - end), changed: true },
    { text: text.slice(text.length - end), changed: false },
  ];
  segments.splice(segments.indexOf(segment), 1, ...pieces.filter((piece) => piece.text !== ''));
}

/** Both records cut into pieces, the differing ones marked. Case and a host's trailing dot do not differ. */
export function diffRecords(expected: string, found: string): { expected: Segment[]; found: Segment[] } {
  const left = tokenize(expected);
  const right = tokenize(found);
  const common = commonTokens(left, right);
  const segments = { expected: toSegments(left, common.left), found: toSegments(right, common.right) };
  refineKeys(segments.expected, segments.found);
  return { expected: merge(segments.expected), found: merge(segments.found) };
}

/** 0 to 1: the share of tokens that two records have in common. */
export function similarity(a: string, b: string): number {
  const words = (text: string) => tokenize(text).filter((token) => /[^\s;,=]/.test(token));
  const [left, right] = [words(a), words(b)];
  if (left.length + right.length === 0) return 1;
  return (2 * commonTokens(left, right).pairs) / (left.length + right.length);
}

/** Each expected record beside the published one that is most like it; what is left over stands alone. */
export function pairRecords(expected: string[], found: string[]): RecordPair[] {
  const candidates = expected
    .flatMap((e, i) => found.map((f, j) => ({ i, j, score: e === f ? 2 : similarity(e, f) })))
    .filter(({ score }) => score > SIMILAR_ENOUGH)
    .sort((a, b) => b.score - a.score || a.i - b.i || a.j - b.j);
  const partnerOf = new Map<number, number>();
  const taken = new Set<number>();
  for (const { i, j } of candidates) {
    if (partnerOf.has(i) || taken.has(j)) continue;
    partnerOf.set(i, j);
    taken.add(j);
  }
  const whole = (text: string): Segment[] => [{ text, changed: true }];
  const pairs: RecordPair[] = expected.map((record, i) => {
    const partner = partnerOf.get(i);
    const other = partner === undefined ? undefined : found[partner];
    return other === undefined ? { expected: whole(record), found: null } : diffRecords(record, other);
  });
  const alone = found.filter((_, j) => !taken.has(j)).map((text) => ({ expected: null, found: whole(text) }));
  return [...pairs, ...alone];
}
