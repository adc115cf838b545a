/** What MXroute documents per key and minute; its own headers win (spec: Account watch, The request budget). */
export const DOCUMENTED_READS_PER_MINUTE = 100;
export const WINDOW_MS = 60_000;
/** Kept free for the user's other tools and for the person at the window. */
const RESERVED_SHARE = 0.2;
/** Two answers that name the same reset differ by the rounding of whole seconds. */
const SAME_RESET_MS = 1_500;
const LONGEST_RESET_MS = 3_600_000;
/** A refusal that asks for no pause gets one all the same. */
const SHORTEST_PAUSE_MS = 1_000;

/** What an answer's headers said; undefined = not said. Times are durations, so that a wrong local clock is harmless. */
export interface RateFeedback {
  limit?: number;
  remaining?: number;
  resetInMs?: number;
  /** Set when the answer was a refusal for being too many (429). */
  refused?: { retryAfterMs: number | undefined };
}

/** May another read go now (0), in so many ms, or only after one in flight has ended (Infinity)? */
export type Wait = number;

/**
 * The account's reads of the last minute, as far as this app and MXroute's headers know them. A read counts from the
 * moment it is sent until a minute after its answer came: the server received it somewhere in between, so no minute
 * of the server's can hold more than is counted here.
 */
export class RateWindow {
  #limit = DOCUMENTED_READS_PER_MINUTE;
  #inFlight = 0;
  /** When each counted read was answered, oldest first. */
  readonly #answered: number[] = [];
  #server: { remaining: number; resetAt: number } | undefined;
  #blockedUntil = 0;
  /** Undefined until the first answer tells whether this server sends headers at all. */
  #sendsHeaders: boolean | undefined;

  get limit(): number {
    return this.#limit;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Reads that may still be made in this minute, the reserved fifth included. */
  left(now: number): number {
    this.#forget(now);
    const own = this.#limit - this.#answered.length;
    const server = this.#server?.remaining ?? this.#limit;
    return Math.max(0, Math.min(own, server) - this.#inFlight);
  }

  /** How long everybody has to stay quiet after a 429. */
  blockedFor(now: number): number {
    return Math.max(0, this.#blockedUntil - now);
  }

  /** @param reserve whether the reserved fifth may be used (the person at the window). */
  wait(now: number, reserve: boolean): Wait {
    this.#forget(now);
    const blocked = this.blockedFor(now);
    if (blocked > 0) return blocked;
    const usable = Math.max(1, this.#limit - Math.ceil(this.#limit * RESERVED_SHARE));
    const own = this.#waitForOwn(now, reserve ? this.#limit : usable);
    return own > 0 ? own : this.#waitForServer(now, reserve, this.#limit - usable);
  }

  started(): void {
    this.#inFlight++;
  }

  /** @param feedback undefined where no answer came. */
  ended(now: number, feedback: RateFeedback | undefined): void {
    this.#inFlight--;
    this.#answered.push(now);
    if (!feedback) return;
    if (feedback.limit !== undefined) this.#limit = feedback.limit;
    this.#hearRemaining(now, feedback);
    if (feedback.refused)
      this.#blockedUntil = Math.max(
        this.#blockedUntil,
        now + Math.max(SHORTEST_PAUSE_MS, feedback.refused.retryAfterMs ?? feedback.resetInMs ?? WINDOW_MS),
      );
  }

  #waitForOwn(now: number, allowed: number): Wait {
    const excess = this.#inFlight + this.#answered.length - allowed;
    if (excess < 0) return 0;
    const leaver = this.#answered[excess];
    return leaver === undefined ? Number.POSITIVE_INFINITY : Math.max(1, leaver + WINDOW_MS - now);
  }

  #waitForServer(now: number, reserve: boolean, reserved: number): Wait {
    if (!this.#server) {
      // Others may have used this window up: one read asks before the rest follows.
      const unheard = this.#sendsHeaders !== false;
      return unheard && !reserve && this.#inFlight > 0 ? Number.POSITIVE_INFINITY : 0;
    }
    const left = this.#server.remaining - (reserve ? 0 : reserved);
    // Those in flight may or may not be in the server's number: count them once more.
    if (left - this.#inFlight > 0) return 0;
    return this.#inFlight > 0 ? Number.POSITIVE_INFINITY : Math.max(1, this.#server.resetAt - now);
  }

  #hearRemaining(now: number, { remaining, resetInMs }: RateFeedback): void {
    if (remaining === undefined) {
      this.#sendsHeaders ??= false;
      return;
    }
    this.#sendsHeaders = true;
    const resetAt = now + Math.min(resetInMs ?? WINDOW_MS, LONGEST_RESET_MS);
    const known = this.#server;
    if (!known || resetAt > known.resetAt + SAME_RESET_MS) this.#server = { remaining, resetAt };
    else if (resetAt >= known.resetAt - SAME_RESET_MS)
      this.#server = {
        remaining: Math.min(remaining, known.remaining),
        resetAt: Math.max(resetAt, known.resetAt),
      };
  }

  #forget(now: number): void {
    while (this.#answered[0] !== undefined && this.#answered[0] + WINDOW_MS <= now) this.#answered.shift();
    if (this.#server && this.#server.resetAt <= now) this.#server = undefined;
  }
}
