/**
 * Short memory of which resolvers answer, so that a dead one in first place costs one time-out and not one per lookup.
 * Two failures in a row send a resolver to rest (30 s, doubling to 5 min); any answer wakes it. A resting resolver
 * goes to the end of the order, it is never struck off.
 */

const FAILURES_BEFORE_REST = 2;
const FIRST_REST_MS = 30_000;
const LONGEST_REST_MS = 300_000;

export class ServerMemory {
  /** Ever. One that never did cannot contradict anybody. */
  hasAnswered = false;
  private failures = 0;
  private rests = 0;
  private restingUntil = Number.NEGATIVE_INFINITY;

  answered(): void {
    this.hasAnswered = true;
    this.failures = 0;
    this.rests = 0;
    this.restingUntil = Number.NEGATIVE_INFINITY;
  }

  failed(now: number): void {
    this.failures++;
    if (this.failures < FAILURES_BEFORE_REST || this.isResting(now)) return;
    this.restingUntil = now + Math.min(FIRST_REST_MS * 2 ** this.rests, LONGEST_REST_MS);
    this.rests++;
  }

  /** It has not answered since it failed last. */
  get isFailing(): boolean {
    return this.failures > 0;
  }

  isResting(now: number): boolean {
    const left = this.restingUntil - now;
    // A clock that jumped back must not keep a resolver resting for a day.
    return left > 0 && left <= LONGEST_REST_MS;
  }
}

/** Order in which resolvers are asked: those that answer first, otherwise as configured. */
export function byReadiness<T extends { memory: ServerMemory }>(servers: readonly T[], now: number): T[] {
  return [
    ...servers.filter((server) => !server.memory.isResting(now)),
    ...servers.filter((server) => server.memory.isResting(now)),
  ];
}
