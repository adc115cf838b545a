import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SendOutcome } from '../../../../src-main/engine/notifications/channel.ts';
import {
  begin,
  type DeliveryState,
  isDue,
  isLate,
  RETRY_WINDOW_MS,
  recover,
  retryDelay,
  settle,
} from '../../../../src-main/engine/notifications/retry.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const queued: DeliveryState = {
  status: 'queued',
  attempts: 0,
  firstAttemptAt: null,
  nextAttemptAt: null,
  lastError: null,
};
const transient: SendOutcome = { ok: false, permanent: false, reason: 'No answer in time.' };
const permanent: SendOutcome = { ok: false, permanent: true, reason: 'The address was refused.' };
const delivered: SendOutcome = { ok: true, ms: 5 };

describe('the schedule (spec: Delivery, 3)', () => {
  it.each([
    [1, 30_000],
    [2, 2 * MINUTE],
    [3, 10 * MINUTE],
    [4, HOUR],
    [5, 3 * HOUR],
    [12, 3 * HOUR],
  ])('after %i failed attempts about %i ms, a fifth more or less', (attempts, base) => {
    expect(retryDelay(attempts, undefined, 0)).toBe(base * 0.8);
    expect(retryDelay(attempts, undefined, 0.5)).toBe(base);
    expect(retryDelay(attempts, undefined, 0.999_999)).toBeCloseTo(base * 1.2, -2);
  });

  it('honours Retry-After', () => {
    expect(retryDelay(1, 7_000, 0.5)).toBe(7_000);
    expect(retryDelay(1, 2 * HOUR, 0.5)).toBe(2 * HOUR);
  });
  it('is not driven in a circle by a server that always says "at once"', () => {
    expect(retryDelay(1, 0, 0.5)).toBe(1_000);
    expect(retryDelay(6, 0, 0.5)).toBe(3 * HOUR);
  });
});

describe('the states (spec: Delivery, 2)', () => {
  const sending = begin(queued, 1_000);
  it('queued → sending counts the attempt', () => {
    expect(sending).toEqual({
      ...queued,
      status: 'sending',
      attempts: 1,
      firstAttemptAt: 1_000,
      nextAttemptAt: 1_000,
    });
  });
  it('sending → delivered', () => {
    expect(settle(sending, delivered, 2_000, 0.5)).toMatchObject({
      status: 'delivered',
      lastError: null,
      nextAttemptAt: null,
    });
  });
  it('sending → queued, later', () => {
    expect(settle(sending, transient, 2_000, 0.5)).toMatchObject({
      status: 'queued',
      nextAttemptAt: 32_000,
      lastError: 'No answer in time.',
    });
  });
  it('sending → failed at once where trying again cannot help', () => {
    expect(settle(sending, permanent, 2_000, 0.5)).toMatchObject({ status: 'failed', nextAttemptAt: null });
  });
  it('sending → failed when 24 hours are over', () => {
    const last = begin({ ...queued, attempts: 11, firstAttemptAt: 1_000 }, 1_000 + RETRY_WINDOW_MS - 20_000);
    expect(settle(last, transient, 1_000 + RETRY_WINDOW_MS, 0.5)).toMatchObject({ status: 'failed' });
  });
  it('an attempt through which the computer slept has not used the 24 hours up', () => {
    const awake = 1_000 + 28 * HOUR;
    expect(settle(sending, transient, awake, 0.5)).toMatchObject({
      status: 'queued',
      attempts: 1,
      firstAttemptAt: awake,
      nextAttemptAt: awake + 30_000,
    });
  });
  it('sending → queued without counting where nothing could be tried', () => {
    const outcome: SendOutcome = { ...transient, ok: false, unavailable: true };
    expect(settle(sending, outcome, 2_000, 0.5)).toMatchObject({
      status: 'queued',
      attempts: 0,
      firstAttemptAt: null,
    });
  });
  it('found sending at start → queued, due at once', () => {
    // With the time at which it was tried: what the app was off since then is not among its 24 hours.
    expect(recover(sending, 9_000)).toMatchObject({ status: 'queued', attempts: 1, nextAttemptAt: 1_000 });
    expect(recover(sending, 500)).toMatchObject({ status: 'queued', nextAttemptAt: 500 });
    expect(recover({ ...sending, status: 'delivered' }, 9_000)).toMatchObject({ status: 'delivered' });
  });
});

describe('any run of outcomes', () => {
  it('ends within 24 hours of the first attempt, tries at least 8 times, and never twice at once', () => {
    const outcome = fc.oneof(
      { weight: 9, arbitrary: fc.constant(transient) },
      {
        weight: 1,
        arbitrary: fc.record({
          ok: fc.constant(false as const),
          permanent: fc.constant(false),
          reason: fc.constant('429'),
          retryAfterMs: fc.integer({ min: 0, max: 4 * HOUR }),
        }),
      },
    );
    fc.assert(
      fc.property(
        fc.array(outcome, { minLength: 1, maxLength: 50 }),
        fc.noShrink(fc.float({ min: 0, max: Math.fround(0.999), noNaN: true })),
        (outcomes, random) => {
          let state = queued;
          let now = 1_700_000_000_000;
          for (let step = 0; state.status === 'queued' && step < 500; step++) {
            now = state.nextAttemptAt ?? now;
            const first = state.firstAttemptAt;
            const taken = begin(state, now);
            state = settle(taken, outcomes[step % outcomes.length] ?? transient, now + 100, random);
            expect(state.attempts).toBe(step + 1);
            if (first !== null) expect(state.firstAttemptAt).toBe(first);
            if (state.status !== 'queued') break;
            expect(state.nextAttemptAt).toBeGreaterThan(now);
            expect(state.nextAttemptAt).toBeLessThanOrEqual((state.firstAttemptAt ?? 0) + RETRY_WINDOW_MS);
          }
          expect(state.status).toBe('failed');
          expect(now - (state.firstAttemptAt ?? 0)).toBeLessThanOrEqual(RETRY_WINDOW_MS + 200);
          if (outcomes.every((one) => !one.ok && one.retryAfterMs === undefined))
            expect(state.attempts).toBeGreaterThanOrEqual(8);
        },
      ),
    );
  });

  it('stops at the first delivery', () => {
    fc.assert(
      fc.property(fc.nat({ max: 6 }), (failures) => {
        let state = queued;
        let now = 0;
        for (let step = 0; step <= failures; step++) {
          now = state.nextAttemptAt ?? now;
          state = settle(begin(state, now), step === failures ? delivered : transient, now, 0.5);
        }
        expect(state).toMatchObject({ status: 'delivered', attempts: failures + 1, lastError: null });
      }),
    );
  });
});

describe('times', () => {
  it('is due without a time, at its time, and where a wrong clock set one that cannot be', () => {
    expect(isDue(null, 5)).toBe(true);
    expect(isDue(5, 5)).toBe(true);
    expect(isDue(6, 5)).toBe(false);
    const longest = 3.6 * HOUR;
    expect(isDue(5 + longest, 5)).toBe(false);
    expect(isDue(5 + longest + 1, 5)).toBe(true);
    expect(retryDelay(1, 23 * HOUR, 0.5)).toBe(longest);
    // A clock that is set back by a day holds no message back for a day.
    const waiting = settle(begin(queued, 24 * HOUR), transient, 24 * HOUR, 0.5);
    expect(isDue(waiting.nextAttemptAt, 60_000)).toBe(true);
  });
  it('is late after more than 10 minutes', () => {
    expect(isLate(0, 10 * MINUTE)).toBe(false);
    expect(isLate(0, 10 * MINUTE + 1)).toBe(true);
  });
});
