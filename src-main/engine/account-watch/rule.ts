import { z } from 'zod';
import type { AuditAction } from '../../../src-shared/audit-actions.ts';
import type { EventDetails } from '../../../src-shared/audit-event.ts';
import { isMissing, WITHIN_A_SCAN_MS } from '../doubt/doubt.ts';
import { compareList, type SeenList } from './compare-list.ts';

/** One thing that is another than it was. */
export interface Change {
  action: AuditAction;
  /** The domain, mailbox, entry that it is about. */
  subject: string;
  /** As `audit/messages/*` expects them. */
  facts: EventDetails;
}

/** What is stored of a facet. */
export interface Known {
  /** JSON. */
  value: unknown;
  /** When all of it was last seen, milliseconds since the epoch. */
  readAt: number;
  /** Since when an answer stands that is too sudden to be believed; null: none. */
  doubtedAt: number | null;
}

export interface Verdict {
  next: Known;
  changes: Change[];
  /** Something is missing that is not believed yet. */
  doubted: boolean;
}

/** How one facet of the inventory is stored and compared. */
export interface FacetRule<S> {
  /**
   * @param before what is known; undefined (or unreadable): this is the baseline, and nothing has changed.
   * @param at when MXroute gave `seen`.
   */
  judge(domain: string, before: Known | undefined, seen: S, at: number): Verdict;
  /** An answer as JSON, and back; undefined where it is none. */
  pack(seen: S): unknown;
  unpack(value: unknown): S | undefined;
  /** When the newest answer was given that `known` goes by, be it only in parts. */
  answeredAt(known: Known): number;
}

export interface ListRule<T> extends FacetRule<SeenList<T>> {
  /** Undefined: nothing is known. */
  items(known: Known | undefined): ReadonlyMap<string, T> | undefined;
}

export interface About {
  domain: string;
  /** When what was known had been read. */
  knownAt: number;
}

interface ListParts<T> {
  facts: z.ZodType<T>;
  added(key: string, now: T, about: About): Change[];
  gone(key: string, was: T, about: About): Change[];
  changed?(key: string, was: T, now: T, about: About): Change[];
  /** What is known after `now` was told: what it does not tell stays. */
  merge?(was: T, now: T): T;
  /** An empty baseline may be a hiccup: then the next answer is the baseline. */
  doubtsEmptyBaseline?: boolean;
  /** How much later a second answer may confirm a doubted one; absent: in the same scan. */
  confirmedWithinMs?: number;
  /** What is not believed at once; absent: whatever is missing (doubt.ts). */
  isDoubtful?: (before: number, gone: number) => boolean;
}

export function listRule<T>(parts: ListParts<T>): ListRule<T> {
  const items = z.array(z.tuple([z.string(), parts.facts])).transform((list) => new Map(list));
  const stored = z.object({
    items,
    holes: z.number(),
    missing: z.array(z.string()).optional(),
    answeredAt: z.number().optional(),
  });
  const kept = z.object({ items, skipped: z.number() });
  const readKnown = (known: Known | undefined) => known && stored.safeParse(known.value).data;
  const { confirmedWithinMs: withinMs = WITHIN_A_SCAN_MS, isDoubtful = isMissing } = parts;
  const pack = <R extends { items: ReadonlyMap<string, T> }>(list: R) => ({
    ...list,
    items: [...list.items],
  });

  return {
    judge(domain, known, seen, at) {
      const before = readKnown(known);
      const isNothing = (list: { items: ReadonlyMap<string, T> }) =>
        parts.doubtsEmptyBaseline === true && list.items.size === 0;
      if (!known || !before || (isNothing(before) && known.doubtedAt !== null && !isNothing(seen))) {
        const next = { items: seen.items, holes: seen.skipped };
        const doubtedAt = isNothing(seen) ? at : null;
        return { next: { value: pack(next), readAt: at, doubtedAt }, changes: [], doubted: false };
      }
      const merge = parts.merge ?? ((_was: T, now: T) => now);
      const { doubtedAt: since } = known;
      const compared = compareList(before, seen, { doubtedAt: since, at, withinMs, isDoubtful, merge });
      const about = { domain, knownAt: known.readAt };
      const each = (keys: readonly string[], tell: (key: string) => Change[]) => keys.flatMap(tell);
      const pair = (key: string): [T, T] | undefined => {
        const [was, now] = [before.items.get(key), seen.items.get(key)];
        return was === undefined || now === undefined ? undefined : [was, now];
      };
      const changes = [
        ...each(compared.added, (key) => {
          const now = seen.items.get(key);
          return now === undefined ? [] : parts.added(key, now, about);
        }),
        ...each(compared.stayed, (key) => {
          const both = pair(key);
          return both && parts.changed ? parts.changed(key, ...both, about) : [];
        }),
        ...each(compared.gone, (key) => {
          const was = before.items.get(key);
          return was === undefined ? [] : parts.gone(key, was, about);
        }),
      ];
      const { next, doubtedAt, held } = compared;
      const isWhole = held.length === 0;
      const value = pack(isWhole ? next : { ...next, answeredAt: at });
      const readAt = isWhole ? at : known.readAt;
      return { next: { value, readAt, doubtedAt }, changes, doubted: doubtedAt !== null };
    },
    pack,
    unpack: (value) => kept.safeParse(value).data,
    items: (known) => readKnown(known)?.items,
    answeredAt: (known) => readKnown(known)?.answeredAt ?? known.readAt,
  };
}

interface ValueParts<T> {
  value: z.ZodType<T>;
  changed(was: T, now: T, about: About): Change[];
}

/** A facet that is one value. */
export function valueRule<T extends string | number | boolean>({
  value,
  changed,
}: ValueParts<T>): FacetRule<T> {
  return {
    judge(domain, known, seen, at) {
      const was = known && value.safeParse(known.value).data;
      const differs = known !== undefined && was !== undefined && was !== seen;
      return {
        next: { value: seen, readAt: at, doubtedAt: null },
        changes: differs ? changed(was, seen, { domain, knownAt: known.readAt }) : [],
        doubted: false,
      };
    },
    pack: (seen) => seen,
    unpack: (kept) => value.safeParse(kept).data,
    answeredAt: ({ readAt }) => readAt,
  };
}
