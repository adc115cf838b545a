import { doubtedSince, isConfirmed } from './doubt.ts';

/** An absence that is not believed yet. */
export interface Doubt {
  /** When the answer was given that left these out, milliseconds since the epoch. */
  since: number;
  /** Only these can be confirmed by another answer; null: whatever it leaves out. */
  missing: readonly string[] | null;
}

export interface Answer {
  /** What is known, and not in it. */
  missing: readonly string[];
  /** Whether that is not believed at once (doubt.ts). */
  isDoubtful: boolean;
  at: number;
  /** How much later than the doubted answer it may confirm it. */
  withinMs: number;
}

export interface Absence {
  /** Believed to be gone. */
  gone: string[];
  doubt: Doubt | null;
}

/**
 * What a whole list's silence about something means. Believed is what two answers leave out: one that is cut off and
 * another one that is cut off elsewhere confirm nothing but what both of them lack.
 */
export function judgeAbsence(doubt: Doubt | null, { missing, isDoubtful, at, withinMs }: Answer): Absence {
  if (!isDoubtful) return { gone: [...missing], doubt: null };
  const before = doubt === null ? [] : missing.filter((key) => doubt.missing?.includes(key) ?? true);
  const since = doubt === null ? null : doubt.since;
  if (isConfirmed(since, at, withinMs)) {
    const held = missing.filter((key) => !before.includes(key));
    return { gone: before, doubt: held.length > 0 ? { since: at, missing: held } : null };
  }
  const from = doubtedSince(since, at, withinMs);
  const goesOn = from !== at && before.length > 0;
  return { gone: [], doubt: goesOn ? { since: from, missing: before } : { since: at, missing } };
}
