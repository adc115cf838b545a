import { failure, success } from '../../../src-shared/result.ts';
import { fetchReceived } from '../demo.ts';
import type { EngineParts } from '../parts.ts';
import type { Calls } from './channels.ts';

const PAGE = 50;

/** The log, and what the demo's webhook has received. */
export function recordCalls(parts: EngineParts): Pick<Calls, 'events.list' | 'events.get' | 'demo.received'> {
  const { events, notifications } = parts;
  return {
    'events.list': ({ limit = PAGE, before, action }) => {
      const found = events.list({
        limit: limit + 1,
        ...(before ? { before } : {}),
        ...(action ? { action } : {}),
      });
      const page = found.slice(0, limit);
      return success({ events: page, nextBefore: found.length > limit ? (page.at(-1)?.id ?? null) : null });
    },
    'events.get': (id) => {
      const event = events.get(id);
      if (!event) return failure('not_found', 'This event is no longer in the log.');
      const deliveries = notifications.deliveries.list({ eventId: id, limit: 200 });
      return success({ event, deliveries, muted: notifications.muting.mutedIn(event) });
    },
    'demo.received': async () => success(await fetchReceived(parts)),
  };
}
