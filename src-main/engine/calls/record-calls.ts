import { failure, success } from '../../../src-shared/result.ts';
import { eventFilterOf } from '../audit/event-filter.ts';
import { fetchReceived } from '../demo.ts';
import type { EngineParts } from '../parts.ts';
import type { Calls } from './channels.ts';

const PAGE = 50;

/** The log, what became of its alerts, and what the demo's webhook has received. */
export function recordCalls(
  parts: EngineParts,
): Pick<Calls, 'events.list' | 'events.get' | 'deliveries.list' | 'demo.received'> {
  const { events, notifications } = parts;
  return {
    'events.list': ({ limit = PAGE, before, ...filter }) =>
      success(events.page({ ...eventFilterOf(filter), limit, ...(before === undefined ? {} : { before }) })),
    'events.get': (id) => {
      const event = events.get(id);
      if (!event) return failure('not_found', 'This event is no longer in the log.');
      const deliveries = notifications.deliveries.list({ eventId: id, limit: 200 });
      return success({ event, deliveries, muted: notifications.muting.mutedIn(event) });
    },
    'deliveries.list': ({ limit = PAGE, before, status, targetId, accountId }) =>
      success(
        notifications.deliveries.page({
          limit,
          ...(before === undefined ? {} : { before }),
          ...(status === undefined ? {} : { status }),
          ...(targetId === undefined ? {} : { targetId }),
          ...(accountId === undefined ? {} : { accountId }),
        }),
      ),
    'demo.received': async () => success(await fetchReceived(parts)),
  };
}
