import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DomainState, transition } from '../../../../src-main/engine/dns-health/transitions.ts';
import type { Overall } from '../../../../src-shared/dns-health.ts';

const state = (overall: Overall): DomainState => ({
  overall,
  since: 1,
  troubleSince: overall === 'degraded' || overall === 'unhealthy' ? 1 : null,
});

type Event = 'alert' | 'recovered' | null;
const table: [from: Overall | 'new', to: Overall, event: Event, stored: Overall][] = [
  ['new', 'healthy', null, 'healthy'],
  ['new', 'degraded', 'alert', 'degraded'],
  ['new', 'unhealthy', 'alert', 'unhealthy'],
  ['new', 'unknown', null, 'unknown'],
  ['unknown', 'healthy', null, 'healthy'],
  ['unknown', 'degraded', 'alert', 'degraded'],
  ['unknown', 'unhealthy', 'alert', 'unhealthy'],
  ['unknown', 'unknown', null, 'unknown'],
  ['healthy', 'healthy', null, 'healthy'],
  ['healthy', 'degraded', 'alert', 'degraded'],
  ['healthy', 'unhealthy', 'alert', 'unhealthy'],
  ['healthy', 'unknown', null, 'healthy'],
  ['degraded', 'healthy', 'recovered', 'healthy'],
  ['degraded', 'degraded', null, 'degraded'],
  ['degraded', 'unhealthy', 'alert', 'unhealthy'],
  ['degraded', 'unknown', null, 'degraded'],
  ['unhealthy', 'healthy', 'recovered', 'healthy'],
  ['unhealthy', 'degraded', null, 'degraded'],
  ['unhealthy', 'unhealthy', null, 'unhealthy'],
  ['unhealthy', 'unknown', null, 'unhealthy'],
];

describe('transitions', () => {
  it.each(table)('%s → %s', (from, to, event, stored) => {
    const step = transition(from === 'new' ? undefined : state(from), to, 100);
    expect(step).toMatchObject({ from, event });
    expect(step.state.overall).toBe(stored);
  });

  it('remembers since when there is trouble, through better and worse', () => {
    const broken = transition(state('healthy'), 'degraded', 10).state;
    const worse = transition(broken, 'unhealthy', 20).state;
    const better = transition(worse, 'degraded', 30).state;
    const blind = transition(better, 'unknown', 40).state;
    expect([broken, worse, better, blind].map(({ troubleSince }) => troubleSince)).toEqual([10, 10, 10, 10]);
    expect([broken, worse, better, blind].map(({ since }) => since)).toEqual([10, 20, 30, 30]);
    expect(transition(blind, 'healthy', 50).state).toEqual({
      overall: 'healthy',
      since: 50,
      troubleSince: null,
    });
  });

  const sequences = fc.array(fc.constantFrom<Overall>('healthy', 'degraded', 'unhealthy', 'unknown'), {
    maxLength: 40,
  });
  const play = (seen: Overall[]) => {
    let current: DomainState | undefined;
    return seen.map((overall, index) => {
      const step = transition(current, overall, index);
      current = step.state;
      return { ...step, seen: overall };
    });
  };

  it('says nothing twice: between two alerts the domain recovered or had been better', () => {
    fc.assert(
      fc.property(sequences, (seen) => {
        let told: 'fine' | 'degraded' | 'unhealthy' = 'fine';
        for (const { event, state: after } of play(seen)) {
          if (event === 'alert') {
            expect(after.overall === 'unhealthy' ? told !== 'unhealthy' : told === 'fine').toBe(true);
          }
          if (event === 'recovered') expect(told).not.toBe('fine');
          if (after.overall === 'degraded' || after.overall === 'unhealthy') told = after.overall;
          else told = 'fine';
        }
      }),
    );
  });

  it('never stays silent: after every scan that saw something, what was told is what is', () => {
    fc.assert(
      fc.property(sequences, (seen) => {
        let open = false;
        for (const { event, seen: overall } of play(seen)) {
          if (event === 'alert') open = true;
          if (event === 'recovered') open = false;
          if (overall !== 'unknown') expect(open).toBe(overall !== 'healthy');
        }
      }),
    );
  });

  it('is the same with any number of blind scans in between', () => {
    fc.assert(
      fc.property(sequences, (seen) => {
        const events = (all: Overall[]) => play(all).flatMap(({ event }) => event ?? []);
        expect(events(seen.flatMap((overall) => [overall, 'unknown' as const]))).toEqual(
          events(seen.filter((overall) => overall !== 'unknown')),
        );
      }),
    );
  });
});
