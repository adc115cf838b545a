/** MXroute's limits: a fixed window of a minute, reads and writes apart. Times in ms since the epoch. */
export interface RateLimits {
  reads: number;
  writes: number;
  windowMs: number;
}

export interface RateVerdict {
  allowed: boolean;
  limit: number;
  remaining: number;
  resetAt: number;
}

export class RateLimiter {
  readonly limits: RateLimits;
  private windowStart = 0;
  private used = { reads: 0, writes: 0 };

  constructor(limits: Partial<RateLimits> = {}) {
    this.limits = { reads: 100, writes: 20, windowMs: 60_000, ...limits };
  }

  take(kind: 'reads' | 'writes', now: number): RateVerdict {
    if (now >= this.windowStart + this.limits.windowMs || now < this.windowStart) {
      this.windowStart = now;
      this.used = { reads: 0, writes: 0 };
    }
    const limit = this.limits[kind];
    const allowed = this.used[kind] < limit;
    if (allowed) this.used[kind]++;
    return {
      allowed,
      limit,
      remaining: limit - this.used[kind],
      resetAt: this.windowStart + this.limits.windowMs,
    };
  }
}
