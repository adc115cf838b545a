import type { AuditEvent } from '../../src-shared/audit-event.ts';
import type { Result } from '../../src-shared/result.ts';
import type { EventPage } from '../../src-shared/views/log.ts';
import type { EnginePort } from './engine-port.ts';
import { deliveryLine, eventLine } from './headless-lines.ts';

const PAGE = 200;
/** Deliveries of older events than these are no news. */
const FOLLOWED = 200;

/**
 * Where there is no display: prints every new event and what becomes of its deliveries, one line each.
 * @returns resolves when what was there before the start is known.
 */
export async function printActivity(
  engine: Pick<EnginePort, 'call' | 'subscribe' | 'log'>,
  print: (line: string) => void,
): Promise<void> {
  const followed = new Map<number, { event: AuditEvent; told: Map<number, string> }>();
  /** Undefined where the log cannot be read now. */
  const newestId = async (): Promise<number | undefined> => {
    const first = await engine.call('events.list', { limit: 1 });
    return first.ok ? (first.value.events[0]?.id ?? (first.value.nextBefore ?? 1) - 1) : undefined;
  };
  let newest = await newestId();

  /** Oldest first, however many there are and however short a page is. */
  const youngerThan = async (id: number): Promise<AuditEvent[]> => {
    const found: AuditEvent[] = [];
    let before: number | null = Number.MAX_SAFE_INTEGER;
    while (before !== null && before > id + 1) {
      const page: Result<EventPage> = await engine.call('events.list', { limit: PAGE, before });
      if (!page.ok) return [];
      found.push(...page.value.events.filter((event) => event.id > id));
      before = page.value.nextBefore;
    }
    return found.reverse();
  };

  const printEvents = async (): Promise<void> => {
    newest ??= await newestId();
    if (newest === undefined) return;
    for (const event of await youngerThan(newest)) {
      newest = event.id;
      print(eventLine(event));
      followed.set(event.id, { event, told: new Map() });
    }
    for (const id of followed.keys()) if (followed.size > FOLLOWED) followed.delete(id);
  };

  const printDeliveries = async (): Promise<void> => {
    for (const [id, { event, told }] of followed) {
      const found = await engine.call('events.get', id);
      if (!found.ok) continue;
      for (const delivery of found.value.deliveries) {
        const line = deliveryLine(event, delivery, new Date().toISOString());
        const key = `${delivery.status} ${delivery.attempts}`;
        if (line && told.get(delivery.id) !== key) print(line);
        if (line) told.set(delivery.id, key);
      }
      const { deliveries } = found.value;
      const isOver =
        deliveries.length > 0 &&
        deliveries.every(({ status }) => status === 'delivered' || status === 'failed');
      if (isOver) followed.delete(id);
    }
  };

  let isBusy = false;
  let isAsked = false;
  const update = async (): Promise<void> => {
    isAsked = true;
    if (isBusy) return;
    isBusy = true;
    while (isAsked) {
      isAsked = false;
      try {
        await printEvents();
        await printDeliveries();
      } catch (error) {
        engine.log.log('error', 'Activity could not be printed', { error });
      }
    }
    isBusy = false;
  };
  engine.subscribe(({ topic }) => {
    if (topic === 'events' || topic === 'deliveries') void update();
  });
}
