import { describe, expect, it } from 'vitest';
import { Restarts } from '../../../../src-main/engine/notifications/apprise/restarts.ts';

describe('when a worker that died is started again', () => {
  it('at once, then after 1, 2, 5, 15 and 60 seconds, and never later', () => {
    const restarts = new Restarts();
    const waits = Array.from({ length: 8 }, () => {
      restarts.died(1_000, 2_000);
      return restarts.waitMs(2_000);
    });
    expect(waits).toEqual([0, 1_000, 2_000, 5_000, 15_000, 60_000, 60_000, 60_000]);
  });

  it('one that lived a minute has recovered', () => {
    const restarts = new Restarts();
    for (let count = 0; count < 5; count++) restarts.died(0, 1_000);
    restarts.died(0, 60_000);
    expect(restarts.waitMs(60_000)).toBe(0);
  });

  it('the wait gets shorter with time, and a clock that was set back does not make it endless', () => {
    const restarts = new Restarts();
    for (let count = 0; count < 4; count++) restarts.died(99_000, 100_000);
    expect(restarts.waitMs(103_000)).toBe(2_000);
    expect(restarts.waitMs(0)).toBe(60_000);
  });
});
