import { failure } from '../../src-shared/result.ts';
import type { Answers, World } from './fake-world.ts';
import { deliveriesOf, events } from './log-data.ts';

type Channel = 'events.list' | 'events.get' | 'deliveries.sendAgain';

export function logAnswers(world: World): Answers<Channel> {
  const again = new Set<number>();
  return {
    'events.list': ({ limit = 50, before = Number.POSITIVE_INFINITY, action }) => {
      if (world.variant === 'empty') return { events: [], nextBefore: null };
      const found = events.filter(
        (one) => one.id < before && (action === undefined || one.action === action),
      );
      const page = found.slice(0, limit);
      return { events: page, nextBefore: found.length > limit ? (page.at(-1)?.id ?? null) : null };
    },
    'events.get': (id: number) => {
      const event = events.find((one) => one.id === id);
      if (event === undefined) return failure('not_found', 'This event is no longer in the log.');
      const deliveries = deliveriesOf(id).map((one) =>
        again.has(one.id)
          ? { ...one, status: 'queued' as const, deliveredAt: null, lastError: null, nextAttemptAt: null }
          : one,
      );
      return { event, deliveries, muted: id === 900 ? ['contoso.example'] : [] };
    },
    'deliveries.sendAgain': (id: number) => {
      again.add(id);
      world.feed({ topic: 'deliveries' });
      return null;
    },
  };
}
