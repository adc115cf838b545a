import { describe, expect, it } from 'vitest';
import { nextServer } from '../../../../src-main/engine/dns/next-server.ts';
import { ServerMemory } from '../../../../src-main/engine/dns/resting.ts';

const NOW = 1_000_000;
const server = (label: string, state: 'new' | 'answers' | 'dead' = 'new') => {
  const memory = new ServerMemory();
  if (state === 'answers') memory.answered();
  if (state === 'dead') for (let i = 0; i < 2; i++) memory.failed(NOW);
  return { label, memory };
};
/** `then`: what an ask without an answer leaves behind; a resolver that cannot resolve one name is well itself. */
const play = (
  servers: ReturnType<typeof server>[],
  avoid?: string,
  then: (asked: ReturnType<typeof server>) => void = () => undefined,
) => {
  const tried: ReturnType<typeof server>[] = [];
  for (;;) {
    const next = nextServer(servers, tried, avoid, NOW);
    if (!next) return tried.map(({ label }) => label).join(' ');
    tried.push(next);
    then(next);
  }
};
const timesOut = ({ memory }: ReturnType<typeof server>) => memory.failed(NOW);

describe('which resolver is asked when nobody answers', () => {
  it('two of them, or the only one again', () => {
    expect(play([server('a'), server('b'), server('c')])).toBe('a b');
    expect(play([server('a')])).toBe('a a');
    expect(play([])).toBe('');
  });

  it('those that do not answer come last', () => {
    expect(play([server('a', 'dead'), server('b'), server('c', 'answers')])).toBe('b c');
    expect(play([server('a', 'dead'), server('b', 'dead')])).toBe('a b');
  });

  it('all of them, once each, where nobody has answered anything since it failed', () => {
    const all = () => ['a', 'b', 'c', 'd'].map((label) => server(label, 'answers'));
    expect(play(all(), undefined, timesOut)).toBe('a b c d');
    const [a, b, c] = all();
    if (!a || !b || !c) throw new Error('three are needed');
    // Somebody else was answered by b meanwhile: the name is to blame.
    expect(play([a, b, c], undefined, (asked) => (asked === b ? b.memory.answered() : timesOut(asked)))).toBe(
      'a b',
    );
  });

  it('for a confirmation everybody else, and whoever is known to answer once more', () => {
    expect(play([server('a', 'answers'), server('b', 'answers'), server('c')], 'a')).toBe('b c b');
    expect(play([server('a', 'answers'), server('b', 'dead'), server('c', 'answers')], 'a')).toBe('c c');
  });

  it('the avoided one only where nobody else is known to answer', () => {
    expect(play([server('a', 'answers')], 'a')).toBe('a a');
    expect(play([server('a', 'answers'), server('b'), server('c')], 'a')).toBe('b c a a');
    expect(play([server('a', 'answers'), server('b', 'dead'), server('c', 'dead')], 'a')).toBe('a a');
    const gone = server('b', 'answers');
    for (let i = 0; i < 2; i++) gone.memory.failed(NOW);
    expect(play([server('a', 'answers'), gone], 'a')).toBe('b b a a');
  });

  it('a resolver that rests is asked again after a while, at most five minutes', () => {
    const memory = new ServerMemory();
    for (let i = 0; i < 2; i++) memory.failed(NOW);
    expect(memory.isResting(NOW + 29_000)).toBe(true);
    expect(memory.isResting(NOW + 31_000)).toBe(false);
    for (let time = NOW; time < NOW + 3_600_000; time += 60_000) memory.failed(time);
    expect(memory.isResting(NOW + 3_600_000 + 300_001)).toBe(false);
    memory.failed(NOW + 90_000_000);
    // A clock that was set back a day.
    expect(memory.isResting(NOW)).toBe(false);
    memory.answered();
    expect(memory.isResting(NOW + 90_000_001)).toBe(false);
  });
});
