import { actionDefinition } from '../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../src-shared/audit-event.ts';
import type { IpcInput } from '../../src-shared/ipc/contract.ts';
import { failure } from '../../src-shared/result.ts';
import type { EventPage } from '../../src-shared/views/log.ts';
import type { Answers, World } from './fake-world.ts';
import { allDeliveries, deliveriesOf, eventAt, extraEvent, newestOf } from './log-data.ts';

type Channel =
  | 'events.list'
  | 'events.get'
  | 'events.export'
  | 'events.showExport'
  | 'deliveries.list'
  | 'deliveries.sendAgain';

type Query = IpcInput<'events.list'>;

/** As main does: a search looks only so far at a time. */
const SLICE = 4_000;

function matches(event: AuditEvent, { text = '', actions, groups, account, from, to }: Query): boolean {
  const shown =
    `${event.label} ${event.target} ${event.actor} ${JSON.stringify(event.details)}`.toLowerCase();
  return (
    shown.includes(text.toLowerCase()) &&
    (actions === undefined || actions.includes(event.action)) &&
    (groups === undefined || groups.includes(actionDefinition(event.action).group)) &&
    (account === undefined || event.account === account) &&
    (from === undefined || event.at >= from) &&
    (to === undefined || event.at < to)
  );
}

export function logAnswers(world: World): Answers<Channel> {
  const again = new Set<number>();
  let newest = newestOf(world.variant);
  const extra = new Map<number, AuditEvent>();
  const find = (id: number) => extra.get(id) ?? eventAt(world.variant, id);
  const list = (query: Query): EventPage => {
    const { limit = 50, before = newest + 1 } = query;
    const events: AuditEvent[] = [];
    let id = Math.min(before, newest + 1) - 1;
    for (let looked = 0; id >= 1 && looked < SLICE && events.length < limit; id--, looked++) {
      const event = find(id);
      if (event !== undefined && matches(event, query)) events.push(event);
    }
    return { events, nextBefore: id < 1 ? null : id + 1 };
  };
  // For the pictures and the console: something happens.
  Object.assign(window, {
    previewEvents: (count: number) => {
      for (let index = 0; index < count; index++) extra.set(++newest, extraEvent(newest));
      world.feed({ topic: 'events' });
    },
  });
  return {
    'events.list': (query: Query) =>
      world.bare
        ? { events: [], nextBefore: null }
        : world.variant === 'failure'
          ? failure('busy', 'The log could not be read from the database, which is busy. Try again.')
          : list(query),
    'events.get': (id: number) => {
      const event = find(id);
      if (event === undefined) return failure('not_found', 'This event is no longer in the log.');
      const deliveries = deliveriesOf(id).map((one) =>
        again.has(one.id)
          ? { ...one, status: 'queued' as const, deliveredAt: null, lastError: null, nextAttemptAt: null }
          : one,
      );
      return { event, deliveries, muted: id === 900 ? ['contoso.example'] : [] };
    },
    'events.export': ({ format }) => ({ file: `/home/ann/Documents/mxroute-events.${format}`, events: 900 }),
    'events.showExport': () => null,
    'deliveries.list': ({ limit = 50, before = Number.POSITIVE_INFINITY, status, targetId, accountId }) => {
      const found = (world.bare ? [] : allDeliveries).filter(
        (one) =>
          one.id < before &&
          (status === undefined || one.status === status) &&
          (targetId === undefined || one.targetId === targetId) &&
          (accountId === undefined || find(one.eventId)?.account === accountId),
      );
      const page = found.slice(0, limit);
      return { deliveries: page, nextBefore: found.length > limit ? (page.at(-1)?.id ?? null) : null };
    },
    'deliveries.sendAgain': (id: number) => {
      again.add(id);
      world.feed({ topic: 'deliveries' });
      return null;
    },
  };
}
