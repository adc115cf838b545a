/** When a monitor runs next: pure rules over stored due times (spec: Desktop, "Living on a computer"). */

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** Pauses after the first, second, … scan in a row that could not run; the last one repeats. */
const RETRY_MINUTES = [2, 10, 30, 60];
/** After a resume, a network return or a start, an overdue scan waits this long: others wake up too. */
export const SETTLE_MS = { least: 10_000, most: 60_000 };
/** Scans in a row that could not run before a person is told. */
const FAILURES_BEFORE_REPORT = 3;
/**
 * No schedule leaves so long between two scans, not even somebody's own that runs `monitor` once a month: what failed
 * before is no row with what fails now.
 */
const LONGEST_ROW_GAP_MS = 35 * 24 * HOUR_MS;
/** Refused credentials do not mend themselves: told at once. */
const REPORTED_AT_ONCE = new Set(['unauthorized', 'forbidden', 'no_api_key']);

/** Nothing that runs with these credentials will learn anything until somebody changes them. */
export const refusesCredentials = (errorCode: string | null | undefined): boolean =>
  REPORTED_AT_ONCE.has(errorCode ?? '');

/**
 * A stored due time as it counts now. A clock that was set back would leave it far in the future:
 * the gap is never longer than one interval. Undefined = never scheduled: due now.
 */
export function effectiveDue(storedDue: number | undefined, now: number, intervalMs: number): number {
  return storedDue === undefined ? now : Math.min(storedDue, now + intervalMs);
}

/** From the start, so that a long scan does not shift the next one. */
export const dueAfterSuccess = (startedAt: number, intervalMs: number): number => startedAt + intervalMs;

/** @param failures scans in a row that could not run, this one included (≥ 1). */
export function dueAfterFailure(failures: number, now: number, intervalMs: number): number {
  const minutes = RETRY_MINUTES[Math.min(failures, RETRY_MINUTES.length) - 1] ?? 60;
  return now + Math.min(minutes * MINUTE_MS, intervalMs);
}

/** @param random uniform in [0, 1). */
export function settleDelay(random: number): number {
  return SETTLE_MS.least + Math.floor(random * (SETTLE_MS.most - SETTLE_MS.least));
}

/** A pause that a clock set back has stretched beyond its own length is over. */
export const stillHeldUntil = (until: number, now: number, longestMs: number): number =>
  until - now > longestMs ? 0 : until;

/** @param lastFinishedAt when the failures so far ended; null: there were none. */
export const isInARow = (lastFinishedAt: number | null, startedAt: number): boolean =>
  lastFinishedAt !== null && startedAt - lastFinishedAt <= LONGEST_ROW_GAP_MS;

/** Whether this failure makes `monitor.failed` due. */
export function reportsFailure(
  failures: number,
  errorCode: string | undefined,
  alreadyReported: boolean,
): boolean {
  if (alreadyReported) return false;
  return failures >= FAILURES_BEFORE_REPORT || refusesCredentials(errorCode);
}
