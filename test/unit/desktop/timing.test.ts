import { describe, expect, it } from 'vitest';
import { startHeartbeat } from '../../../src-main/desktop/heartbeat.ts';
import { throttle } from '../../../src-main/desktop/throttle.ts';
import { FakeClock } from '../../support/fake-clock.ts';

describe('heartbeat', () => {
  it('wakes the computer at most once a minute, for everybody together', async () => {
    const clock = new FakeClock();
    const beats: string[] = [];
    const heartbeat = startHeartbeat(clock);
    heartbeat.onBeat(() => beats.push('tray'));
    heartbeat.onBeat(() => beats.push('network'));
    expect(clock.pending).toBe(1);
    await clock.advance(59_999);
    expect(beats).toEqual([]);
    await clock.advance(60_001);
    expect(beats).toEqual(['tray', 'network', 'tray', 'network']);
    heartbeat.stop();
    expect(clock.pending).toBe(0);
  });
});

describe('throttle', () => {
  it('works at once, then joins what comes until the pause is over', async () => {
    const clock = new FakeClock();
    let runs = 0;
    const ask = throttle(clock, 1_000, async () => {
      runs += 1;
    });
    ask();
    expect(runs).toBe(1);
    await clock.advance(10);
    for (let count = 0; count < 50; count += 1) ask();
    expect(runs).toBe(1);
    await clock.advance(1_000);
    expect(runs).toBe(2);
    await clock.advance(60_000);
    expect(runs).toBe(2);
    expect(clock.pending).toBe(0);
  });

  it('never works twice at the same time', async () => {
    const clock = new FakeClock();
    let finish: () => void = () => undefined;
    let started = 0;
    const ask = throttle(clock, 1_000, () => {
      started += 1;
      return new Promise<void>((resolve) => {
        finish = resolve;
      });
    });
    ask();
    ask();
    await clock.advance(10_000);
    expect(started).toBe(1);
    finish();
    await clock.advance(0);
    await clock.advance(1_001);
    expect(started).toBe(2);
  });
});
