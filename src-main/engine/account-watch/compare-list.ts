import { judgeAbsence } from '../doubt/absence.ts';

/** A list as it is known. */
export interface Listed<T> {
  /** By canonical name. */
  items: ReadonlyMap<string, T>;
  /** Records that have been odd since the baseline: they may turn out to be something that was there all the time. */
  holes: number;
  /** What the doubted answer left out, where one is doubted. */
  missing?: readonly string[] | undefined;
}

/** A list as MXroute has just given it. */
export interface SeenList<T> {
  items: ReadonlyMap<string, T>;
  /** Records that had to be skipped. */
  skipped: number;
}

export interface ListComparison<T> {
  /** What is known from now on; facts of those that stayed are merged by the caller's rule. */
  next: Listed<T>;
  added: string[];
  gone: string[];
  stayed: string[];
  /** Not listed, and not believed to be gone. */
  held: string[];
  doubtedAt: number | null;
}

interface Comparing<T> {
  /** Since when an answer is doubted; null: none is. */
  doubtedAt: number | null;
  /** When MXroute gave this one. */
  at: number;
  /** How much later than the doubted one it may confirm it. */
  withinMs: number;
  /** Whether so much that is gone is not believed at once (doubt.ts). */
  isDoubtful: (before: number, gone: number) => boolean;
  merge: (before: T, now: T) => T;
}

/**
 * What came, what went, what stayed. Never an absence out of an answer with holes, never one that is doubtful the
 * first time, never an addition that may be a record whose oddity is mended.
 */
export function compareList<T>(
  before: Listed<T>,
  seen: SeenList<T>,
  { doubtedAt, at, withinMs, isDoubtful, merge }: Comparing<T>,
): ListComparison<T> {
  const missing = [...before.items.keys()].filter((key) => !seen.items.has(key));
  const fresh = [...seen.items.keys()].filter((key) => !before.items.has(key));
  const doubt = doubtedAt === null ? null : { since: doubtedAt, missing: before.missing ?? [] };
  const doubtful = isDoubtful(before.items.size, missing.length);
  // An answer with holes neither confirms a doubt nor takes it away.
  const absence =
    seen.skipped === 0
      ? judgeAbsence(doubt, { missing, isDoubtful: doubtful, at, withinMs })
      : { gone: [], doubt };
  const isGone = new Set(absence.gone);
  const held = missing.filter((key) => !isGone.has(key));

  const items = new Map<string, T>();
  for (const key of held) copy(before.items, items, key);
  for (const [key, now] of seen.items) {
    const was = before.items.get(key);
    items.set(key, was === undefined ? now : merge(was, now));
  }
  // One that is odd only since is either a thing that is known, and held, or a new one: that is told once it has a name.
  const holes = Math.min(before.holes, seen.skipped);
  return {
    next: { items, holes, ...(absence.doubt ? { missing: absence.doubt.missing ?? [] } : {}) },
    added: holes < before.holes ? [] : fresh,
    gone: absence.gone,
    stayed: [...seen.items.keys()].filter((key) => before.items.has(key)),
    held,
    doubtedAt: absence.doubt?.since ?? null,
  };
}

function copy<T>(from: ReadonlyMap<string, T>, to: Map<string, T>, key: string): void {
  const value = from.get(key);
  if (value !== undefined) to.set(key, value);
}
