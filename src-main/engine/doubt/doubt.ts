/**
 * What is not believed the first time. MXroute has been seen to answer with an empty or a cut-off list for a moment;
 * "deleted" cannot be taken back once it is told, and an alarm that was dropped comes a second time. So whatever a list
 * leaves out stays as it was until a second answer leaves it out as well. What is listed is taken as it stands.
 */
export const isMissing = (_before: number, gone: number): boolean => gone > 0;

/**
 * Of the account's domains, which are asked for twice as it is (domain-list.ts), too much is missing to be believed in
 * one scan: all of them, or three and more, and more than half of them.
 */
export const isSudden = (before: number, gone: number): boolean =>
  gone > 0 && (gone === before || isCutShort(before, gone));

/** The same where an empty list is refused before anybody compares it. */
export const isCutShort = (before: number, gone: number): boolean => gone >= 3 && gone * 2 > before;

/** Two scans may share one answer for so long (mxroute/answer-cache.ts): it must not confirm itself. */
export const APART_MS = 60_000;

/** Many lists at once are sooner a fault of MXroute's than somebody's doing: it is given time to mend it. */
const APART_FOR_MANY_MS = 600_000;

/** How long to wait before lists are asked for again, by how many were looked at and how many of them are doubted. */
export const waitBeforeSecondLook = (looked: number, doubted: number): number =>
  isCutShort(looked, doubted) ? APART_FOR_MANY_MS : APART_MS;

/**
 * Where one scan looks twice, only its own two answers count: two hiccups on two days are no deletion. What a run that
 * was cut off has left in doubt may still be confirmed by the one that makes up for it.
 */
export const WITHIN_A_SCAN_MS = 3_600_000;
/** Where the two answers must be a scan apart (spec, Account watch: the list of domains): no matter how far. */
export const A_SCAN_APART_MS = Number.POSITIVE_INFINITY;

/**
 * @param doubtedAt since when such an answer stands; null: none did.
 * @param at when this one was given.
 * @param withinMs how much later it may come at most.
 */
export const isConfirmed = (doubtedAt: number | null, at: number, withinMs: number): boolean =>
  doubtedAt !== null && at - doubtedAt >= APART_MS && at - doubtedAt <= withinMs;

/** Since when to doubt from now on. Neither a clock that was set back nor an old hiccup may stretch the doubt. */
export const doubtedSince = (doubtedAt: number | null, at: number, withinMs: number): number =>
  doubtedAt === null || at - doubtedAt > withinMs ? at : Math.min(doubtedAt, at);
