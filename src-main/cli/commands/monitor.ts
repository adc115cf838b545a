import type { Delivery, DeliveryStatus } from '../../../src-shared/audit-event.ts';
import { SCAN_KINDS } from '../../../src-shared/views/scans.ts';
import { OS_CHANNEL } from '../../engine/notifications/channel.ts';
import type { DeliveryQueries } from '../../engine/notifications/deliveries.ts';
import type { Notifications } from '../../engine/notifications/notifications.ts';
import type { EngineParts } from '../../engine/parts.ts';
import { createMaintenance } from '../../engine/upkeep.ts';
import { noMore, oneOf, parse, wholeNumber } from '../args.ts';
import { type Command, CommandFailure } from '../command.ts';
import { json, type Output, table } from '../output.ts';

const DEFAULT_WAIT_SECONDS = 60;
const MAX_WAIT_SECONDS = 86_400;

const MOST_WAITING = 10_000;
const STEP_MS = 500;

/** `monitor [dns|usage|watch|all]`: one scheduled-style run now: state, events, delivery, then the daily upkeep. */
export const monitor: Command = async (args, { engine: open, out, signal }) => {
  const { values, positionals } = parse(args, { json: { type: 'boolean' }, wait: { type: 'string' } });
  const kind = oneOf(positionals[0] ?? 'all', SCAN_KINDS, 'the monitor');
  noMore(positionals, 1);
  const wait = wholeNumber(values.wait, '--wait', 0, MAX_WAIT_SECONDS) ?? DEFAULT_WAIT_SECONDS;

  const engine = await open('headless');
  const { scans, accounts, lock, notifications, db, feed } = engine.parts;
  if (accounts.active().length === 0)
    throw new CommandFailure(
      'No account is set up. Set MX_SERVER, MX_USER and MX_API_KEY, or set one up in the window.',
    );
  if (!lock.tryAcquire()) throw new CommandFailure(lock.heldElsewhere());

  const newestBefore = db.prepare('SELECT ifnull(max(id), 0) FROM events').pluck().get() as number;
  feed.subscribe((message) => {
    if (message.topic === 'scan')
      out.progress(`${message.progress.done} of ${message.progress.total} ${message.progress.current ?? ''}`);
  });
  // What a mute hid that is over by now is queued at once: it counts among what earlier runs had left.
  notifications.start();
  const waitingBefore = waitingIds(notifications.deliveries);
  signal.addEventListener('abort', () => scans.cancel());
  const runs = await scans.scanNow(kind).runs;
  await waitForDeliveries(notifications, wait * 1000, signal);
  const deliveries = countDeliveries(notifications.deliveries, newestBefore + 1, waitingBefore);

  const { held } = deliveries;
  if (held > 0) out.note(`${held} ${held === 1 ? 'alert waits' : 'alerts wait'} for the end of quiet hours.`);
  if (values.json) out.answer(json({ runs, deliveries }));
  else {
    const lines = runs.map((run) => [run.monitor, run.ok ? 'done' : 'could not run', run.message]);
    const events = runs.flatMap((run) => run.events).map((event) => `${event.label}: ${event.target}`);
    const { delivered, queued, failed } = deliveries;
    out.answer(
      [
        table(lines),
        ...events,
        `Deliveries: ${delivered} delivered, ${queued} queued, ${failed} failed.`,
      ].join('\n'),
    );
  }
  await maintain(engine.parts, out, signal);
  if (runs.some(({ ok }) => !ok)) return 3;
  if (deliveries.failed > 0) return 2;
  return deliveries.queued > held ? 1 : 0;
};

/** The daily upkeep: whoever lets cron scan may have no process that stays and does it. */
async function maintain(parts: EngineParts, out: Output, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const maintenance = createMaintenance(parts, ({ message }) => out.note(message));
  const stop = () => void maintenance.stop();
  signal.addEventListener('abort', stop);
  await parts.accounts.resumeRemovals().catch((error: unknown) => {
    parts.log.log('warn', 'Something of a removed account is left: the next run tries again', { error });
  });
  await maintenance.runDue();
  signal.removeEventListener('abort', stop);
}

/** Not for what quiet hours hold. In short steps: whoever interrupts does not want to wait for deliveries, they stay in the outbox. */
async function waitForDeliveries(
  { drain }: Pick<Notifications, 'drain'>,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  for (let left = ms; !signal.aborted; left -= STEP_MS)
    if ((await drain(Math.max(0, Math.min(left, STEP_MS)), 'empty')) || left <= STEP_MS) return;
}

/** Without this computer's own notifications: only the app can show them. */
const rowsOf = (deliveries: DeliveryQueries, status: DeliveryStatus): Delivery[] =>
  deliveries.list({ status, limit: MOST_WAITING }).filter(({ targetId }) => targetId !== OS_CHANNEL);

const idsOf = (deliveries: DeliveryQueries, status: DeliveryStatus): number[] =>
  rowsOf(deliveries, status).map(({ id }) => id);

const waitingIds = (deliveries: DeliveryQueries): Set<number> =>
  new Set([...idsOf(deliveries, 'queued'), ...idsOf(deliveries, 'sending')]);

/** What this run has queued, and what earlier ones had left: their alerts must not get lost between two exit statuses. */
function countDeliveries(deliveries: DeliveryQueries, fromEventId: number, left: ReadonlySet<number>) {
  const own = deliveries.counts(fromEventId);
  const ofLeft = (status: DeliveryStatus) =>
    left.size === 0 ? 0 : idsOf(deliveries, status).filter((id) => left.has(id)).length;
  return {
    delivered: own.delivered + ofLeft('delivered'),
    queued: own.queued + ofLeft('queued') + ofLeft('sending'),
    failed: own.failed + ofLeft('failed'),
    /** Of those that are queued: what quiet hours hold. */
    held: rowsOf(deliveries, 'queued').filter(
      (row) => row.held && (left.has(row.id) || row.eventId >= fromEventId),
    ).length,
  };
}
