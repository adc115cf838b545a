import type { DeliveryStatus } from '../../../src-shared/audit-event.ts';
import type { SendOutcome } from './channel.ts';

/**
 * The life of one outbox row (spec: Delivery, 2 to 4), pure.
 *
 * | from    | what happened                         | to        |
 * | ------- | ------------------------------------- | --------- |
 * | queued  | its lane takes it                     | sending   |
 * | sending | delivered                             | delivered |
 * | sending | transient failure, within 24 h        | queued, later |
 * | sending | transient failure, 24 h are over      | failed    |
 * | sending | permanent failure                     | failed    |
 * | sending | nothing could be tried at all         | queued, not counted |
 * | sending | the app was killed (found at start)   | queued    |
 * | ended   | a person sends it again               | queued, as if new |
 *
 * The rows of a digest go through this together, each with its own attempts and its own 24 hours.
 */
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export const RETRY_DELAYS_MS = [30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR] as const;
export const RETRY_EVERY_MS = 3 * HOUR;
export const RETRY_WINDOW_MS = 24 * HOUR;
export const JITTER = 0.2;
/** How long a message waits that could not be tried at all; a change of the engine wakes it sooner. */
export const UNAVAILABLE_DELAY_MS = 5 * MINUTE;
/** A server's own wish included: whatever is stored further ahead was stored by a clock that has been set back since. */
const LONGEST_DELAY_MS = RETRY_EVERY_MS * (1 + JITTER);
/** A server that names its own time is believed to the second this often, then no sooner than the schedule says. */
const TRUSTED_RETRY_AFTERS = 5;
const SHORTEST_DELAY_MS = SECOND;
/** A lane that is awake is never this late. */
const MISSED_AFTER_MS = 5 * MINUTE;
/** A message that arrives later than this says so. */
export const LATE_AFTER_MS = 10 * MINUTE;

export interface DeliveryState {
  status: DeliveryStatus;
  /** Attempts begun. */
  attempts: number;
  firstAttemptAt: number | null;
  /** While it is sent: when that began, so that a killed one knows how long nobody could try. */
  nextAttemptAt: number | null;
  lastError: string | null;
}

/**
 * Milliseconds for which nobody could have tried: this computer slept, was off, its clock was moved, or quiet hours
 * held the message. They do not count against the 24 hours, or a message would fail with the first try after a weekend.
 */
export function missed(states: readonly DeliveryState[], now: number): number {
  // Rows that go together wait for the one that is due last: that the others were due before says nothing.
  const due = states.flatMap(({ nextAttemptAt }) => nextAttemptAt ?? []);
  const late = due.length === 0 ? 0 : now - Math.max(...due);
  return late > MISSED_AFTER_MS ? late : 0;
}

/** The same of an attempt itself, which has 20 s: what it took more, this computer slept or had its clock moved. */
export function sleptThrough({ nextAttemptAt }: DeliveryState, now: number): number {
  const took = nextAttemptAt === null ? 0 : now - nextAttemptAt;
  return took > MISSED_AFTER_MS ? took : 0;
}

/** The lane takes the row. `slept`: what the whole lane missed, where other rows go along. */
export function begin(state: DeliveryState, now: number, slept = missed([state], now)): DeliveryState {
  return {
    ...state,
    status: 'sending',
    attempts: state.attempts + 1,
    firstAttemptAt: state.firstAttemptAt === null ? now : state.firstAttemptAt + slept,
    nextAttemptAt: now,
  };
}

/** `random` is uniform in [0, 1). */
export function settle(
  state: DeliveryState,
  outcome: SendOutcome,
  now: number,
  random: number,
): DeliveryState {
  if (outcome.ok) return { ...state, status: 'delivered', nextAttemptAt: null, lastError: null };
  const lastError = outcome.reason;
  const firstAttemptAt = (state.firstAttemptAt ?? now) + sleptThrough(state, now);
  if (outcome.unavailable) {
    const attempts = state.attempts - 1;
    return {
      status: 'queued',
      attempts,
      firstAttemptAt: attempts === 0 ? null : firstAttemptAt,
      nextAttemptAt: now + UNAVAILABLE_DELAY_MS,
      lastError,
    };
  }
  const windowEnd = firstAttemptAt + RETRY_WINDOW_MS;
  if (outcome.permanent || now >= windowEnd) {
    return { ...state, status: 'failed', nextAttemptAt: null, lastError };
  }
  const delay = retryDelay(state.attempts, outcome.retryAfterMs, random);
  // The last attempt is made when the window ends, not dropped because the schedule would step over it.
  const nextAttemptAt = Math.min(now + delay, windowEnd);
  return { ...state, status: 'queued', firstAttemptAt, nextAttemptAt, lastError };
}

/** Found `sending` at start: whether it arrived is unknown, so it goes again, at once. */
export function recover(state: DeliveryState, now: number): DeliveryState {
  if (state.status !== 'sending') return state;
  return { ...state, status: 'queued', nextAttemptAt: Math.min(state.nextAttemptAt ?? now, now) };
}

/** Milliseconds until the next attempt after `attempts` failed ones. */
export function retryDelay(attempts: number, retryAfterMs: number | undefined, random: number): number {
  const base = RETRY_DELAYS_MS[attempts - 1] ?? RETRY_EVERY_MS;
  const scheduled = Math.round(base * (1 + JITTER * (2 * random - 1)));
  if (retryAfterMs === undefined) return scheduled;
  const wanted = Math.max(retryAfterMs, attempts <= TRUSTED_RETRY_AFTERS ? SHORTEST_DELAY_MS : scheduled);
  return Math.min(wanted, LONGEST_DELAY_MS);
}

/** The time, further ahead than which a stored one cannot be right. */
export const farthest = (now: number): number => now + LONGEST_DELAY_MS;

/** A stored time further ahead than any delay can be comes from a clock that was wrong then or is wrong now. */
export const isDue = (nextAttemptAt: number | null, now: number): boolean =>
  nextAttemptAt === null || nextAttemptAt <= now || nextAttemptAt > farthest(now);

export const isLate = (eventAt: number, now: number): boolean => now - eventAt > LATE_AFTER_MS;
