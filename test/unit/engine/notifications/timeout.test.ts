import { describe, expect, it } from 'vitest';
import { type SendOutcome, TOO_SLOW } from '../../../../src-main/engine/notifications/channel.ts';
import { withTimeout } from '../../../../src-main/engine/notifications/timeout.ts';
import type { Clock } from '../../../../src-main/engine/ports.ts';

const DELIVERED: SendOutcome = { ok: true, ms: 5 };

/** A message under way, and the timer that ends the wait for it. */
function sending() {
  let due = () => {};
  let cancelled = false;
  const clock: Clock = {
    now: () => 0,
    after(_ms, run) {
      due = run;
      return {
        cancel: () => {
          cancelled = true;
        },
      };
    },
  };
  let arrive = (_outcome: SendOutcome) => {};
  const answer = new Promise<SendOutcome>((resolve) => {
    arrive = resolve;
  });
  const outcome = withTimeout(clock, 20_000, answer, TOO_SLOW);
  return {
    outcome,
    arrive: (told: SendOutcome) => arrive(told),
    timeIsUp: () => due(),
    isCancelled: () => cancelled,
  };
}

describe('the wait for an answer', () => {
  it('ends with it', async () => {
    const { outcome, arrive, isCancelled } = sending();
    arrive(DELIVERED);
    expect(await outcome).toEqual(DELIVERED);
    expect(isCancelled()).toBe(true);
  });

  it('ends without one', async () => {
    const { outcome, timeIsUp } = sending();
    timeIsUp();
    expect(await outcome).toEqual(TOO_SLOW);
  });

  it('takes one that came while this computer slept: timers are due before anything is read', async () => {
    const { outcome, arrive, timeIsUp } = sending();
    timeIsUp();
    await Promise.resolve();
    arrive(DELIVERED);
    expect(await outcome).toEqual(DELIVERED);
  });
});
