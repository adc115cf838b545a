import type { Delivery } from '../../../src-shared/audit-event.ts';
import type { TargetView } from '../../../src-shared/views/targets.ts';
import { OS_CHANNEL, OS_LABEL } from '../notifications/channel.ts';
import type { EngineParts } from '../parts.ts';
import { type DoctorCheck, fail, named, pass, skip } from './check.ts';

const MOST_READ = 10_000;

/** What is on its way, and how the last ones ended. */
export const outboxChecks: readonly DoctorCheck[] = [
  {
    id: 'outbox',
    label: 'Outbox',
    fix: { screen: 'logs' },
    run: async (parts) => {
      const rows = parts.notifications.deliveries.list({ status: 'queued', limit: MOST_READ });
      if (rows.length === 0) return pass('Nothing is waiting.');
      const targets = new Map((await parts.notifications.listTargets()).map((target) => [target.id, target]));
      const trouble = troubles(rows, targets);
      const count = `${rows.length} ${rows.length === 1 ? 'delivery is' : 'deliveries are'} waiting.`;
      if (trouble.length > 0)
        return fail(
          `${count} ${named(trouble)}`,
          'They are sent by themselves as soon as the reason is gone.',
        );
      return pass(`${count} ${quietNote(rows, parts) ?? 'They are on their way.'}`);
    },
  },
  {
    id: 'last-deliveries',
    label: 'Last deliveries',
    fix: { screen: 'logs' },
    run: ({ enabledTargets }) => {
      const tried = enabledTargets.filter(({ lastDelivery }) => lastDelivery !== null);
      if (tried.length === 0) return skip('Nothing was sent yet.');
      const failed = tried.filter(({ lastDelivery }) => lastDelivery?.status !== 'delivered');
      if (failed.length === 0) return pass('The last alert reached every target.');
      return fail(
        named(failed.map(({ name, lastDelivery }) => [name, lastDelivery?.error ?? 'not delivered'])),
        'Test the target; check its address, its token and whether its host can be reached from here.',
      );
    },
  },
];

/** For each target why its oldest one waits, where that is neither just its turn nor quiet hours. */
function troubles(
  rows: readonly Delivery[],
  targets: ReadonlyMap<string, TargetView>,
): (readonly [string, string])[] {
  const oldest = new Map<string, Delivery>();
  const [held, others] = [rows.filter((row) => row.held), rows.filter((row) => !row.held)];
  // Newest first: the last one set is the oldest, which is the next to go; what is not held goes past what is.
  for (const row of [...held, ...others]) oldest.set(row.targetId, row);
  return [...oldest.values()].flatMap((row) => {
    const target = targets.get(row.targetId);
    const name =
      row.targetId === OS_CHANNEL ? OS_LABEL : row.targetLabel || (target?.serviceLabel ?? 'A target');
    if (target?.enabled === false) return [[name, 'It is switched off.'] as const];
    if (row.held || row.lastError === null) return [];
    const next = row.nextAttemptAt === null ? '' : ` Next try at ${row.nextAttemptAt}.`;
    return [[name, `${row.lastError}${next}`] as const];
  });
}

function quietNote(rows: readonly Delivery[], { settings }: EngineParts): string | undefined {
  if (!rows.some(({ held }) => held)) return undefined;
  return `Quiet hours hold what may wait until ${settings.get('notifications.quietTo')}.`;
}
