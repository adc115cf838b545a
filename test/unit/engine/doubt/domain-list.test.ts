import { describe, expect, it } from 'vitest';
import { listDomainsSurely } from '../../../../src-main/engine/doubt/domain-list.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

const MINUTE = 60_000;
const KNOWN = ['a.example', 'b.example', 'c.example'];

function world(answers: (readonly string[] | Error)[]) {
  const clock = new FakeClock();
  const start = clock.now();
  const askedAt: number[] = [];
  const waits: number[] = [];
  const cancel = new AbortController();
  const listed = listDomainsSurely({
    ...{ clock, signal: cancel.signal, onSecondLook: () => waits.push(clock.now() - start), known: KNOWN },
    namesIn: (names: readonly string[]) => names,
    list: async () => {
      const answer = answers[askedAt.push(clock.now() - start) - 1] ?? [];
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { clock, cancel, askedAt, waits, listed };
}

describe("the account's domains", () => {
  it('are asked for once where nothing is odd', async () => {
    const { askedAt, waits, listed } = world([[...KNOWN, 'new.example']]);
    expect(await listed).toEqual([...KNOWN, 'new.example']);
    expect(askedAt).toEqual([0]);
    expect(waits).toEqual([]);
  });

  it.each([
    ['all of them, mended', [], KNOWN],
    ['all of them, still so', [], []],
    ['one of them, mended', ['a.example', 'b.example'], KNOWN],
    ['one of them, still so', ['a.example', 'b.example'], ['a.example', 'b.example']],
  ])('that are missing are asked for again after a minute: %s', async (_what, first, second) => {
    const { clock, askedAt, waits, listed } = world([first, second]);
    await clock.advance(MINUTE - 1);
    expect(askedAt).toHaveLength(1);
    await clock.advance(2 * MINUTE);
    expect(await listed).toEqual(second);
    expect(askedAt).toHaveLength(2);
    expect(waits, 'is announced').toHaveLength(1);
    expect(askedAt[1]).toBeGreaterThanOrEqual(MINUTE);
  });

  it('that cannot be asked for again fail the scan', async () => {
    const { clock, listed } = world([[], new Error('gone')]);
    const failed = expect(listed).rejects.toThrow('gone');
    await clock.advance(0);
    await clock.advance(2 * MINUTE);
    await failed;
  });

  it('are not waited for once the scan is cancelled', async () => {
    const { cancel, askedAt, listed } = world([[], KNOWN]);
    setImmediate(() => cancel.abort());
    expect(await listed).toEqual([]);
    expect(askedAt).toEqual([0]);
  });
});
