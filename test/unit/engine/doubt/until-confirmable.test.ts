import { describe, expect, it } from 'vitest';
import { untilConfirmable } from '../../../../src-main/engine/doubt/until-confirmable.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

const SECOND = 1_000;

/** What the wait has come to after so many seconds. */
async function waitFor(
  since: (now: number) => number,
  signal?: AbortSignal,
): Promise<{ clock: FakeClock; later: (seconds: number) => Promise<boolean | 'waits'> }> {
  const clock = new FakeClock();
  let result: boolean | 'waits' = 'waits';
  void untilConfirmable(clock, since(clock.now()), 60 * SECOND, signal).then((end) => {
    result = end;
  });
  const later = async (seconds: number) => {
    await clock.advance(seconds * SECOND);
    return result;
  };
  return { clock, later };
}

describe('the wait for a second look', () => {
  it('is a minute from the doubted answer on', async () => {
    const { later, clock } = await waitFor((now) => now - 20 * SECOND);
    expect(await later(39)).toBe('waits');
    expect(await later(3)).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it('is over where the minute is', async () => {
    expect(await (await waitFor((now) => now - 60 * SECOND)).later(0)).toBe(true);
  });

  it('is a minute at most, whatever became of the clock', async () => {
    const { later } = await waitFor((now) => now + 86_400 * SECOND);
    expect(await later(59)).toBe('waits');
    expect(await later(3)).toBe(true);
  });

  it('ends at once where it is cancelled, and leaves nothing behind', async () => {
    const cancel = new AbortController();
    const { later, clock } = await waitFor((now) => now, cancel.signal);
    expect(await later(10)).toBe('waits');
    cancel.abort();
    expect(await later(0)).toBe(false);
    expect(clock.pending).toBe(0);
    expect(await (await waitFor((now) => now, cancel.signal)).later(0)).toBe(false);
  });
});
