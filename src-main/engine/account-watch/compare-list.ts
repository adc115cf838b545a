import { doubtedSince, isConfirmed, isSudden } from '../doubt/doubt.ts';

/** A list as it is known. */
export interface Listed<T> {
  /** By canonical name. */
  items: ReadonlyMap<string, T>;
  /** Odd records of the last answer that stand for nothing that is known: they may turn out to be something. */
  holes: number;
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

/** Since when an answer is doubted (null: none is), when this one was given, and how much later it may confirm it. */
export interface Doubt {
  doubtedAt: number | null;
  at: number;
  withinMs: number;
}

/**
 * What came, what went, what stayed. Never an absence out of an answer with holes, never one that is too sudden the
 * first time, never an addition that may be a record whose oddity is mended.
 */
export function compareList<T>(
  before: Listed<T>,
  seen: SeenList<T>,
  { merge, ...doubt }: Doubt & { merge: (before: T, now: T) => T },
): ListComparison<T> {
  const missing = [...before.items.keys()].filter((key) => !seen.items.has(key));
  const fresh = [...seen.items.keys()].filter((key) => !before.items.has(key));
  const sudden = isSudden(before.items.size, missing.length);
  const whole = seen.skipped === 0;
  const believed = whole && (!sudden || isConfirmed(doubt.doubtedAt, doubt.at, doubt.withinMs));
  const held = believed ? [] : missing;

  const items = new Map<string, T>();
  for (const key of held) copy(before.items, items, key);
  for (const [key, now] of seen.items) {
    const was = before.items.get(key);
    items.set(key, was === undefined ? now : merge(was, now));
  }
  const holes = Math.max(0, seen.skipped - held.length);
  return {
    next: { items, holes },
    added: holes < before.holes ? [] : fresh,
    gone: believed ? missing : [],
    stayed: [...seen.items.keys()].filter((key) => before.items.has(key)),
    held,
    doubtedAt: nextDoubt(doubt, { whole, believed }),
  };
}

function copy<T>(from: ReadonlyMap<string, T>, to: Map<string, T>, key: string): void {
  const value = from.get(key);
  if (value !== undefined) to.set(key, value);
}

/** An answer with holes neither confirms a doubt nor takes it away. */
function nextDoubt(
  { doubtedAt, at, withinMs }: Doubt,
  { whole, believed }: { whole: boolean; believed: boolean },
): number | null {
  if (believed) return null;
  return whole ? doubtedSince(doubtedAt, at, withinMs) : doubtedAt;
}
