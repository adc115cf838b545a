import type { AuditAction } from '../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { AuditEntry, AuditLog } from '../audit/entry.ts';
import type { Change } from './rule.ts';

/** Up to so many changes of one kind are told one by one; more of one scan become one event with a list. */
export const TOLD_ONE_BY_ONE = 5;

const ACTOR = 'MXroute account';

type Entry = Omit<AuditEntry, 'accountId'>;

/** How many changes an event tells: one, or those in its list. */
const changesIn = ({ details: { changes } }: AuditEvent): number =>
  Array.isArray(changes) ? changes.length : 1;

/**
 * What a scan's changes become in the log, in the order in which the kinds first came up.
 * @param told what the same scan has told before.
 */
export function toEntries(changes: readonly Change[], told: readonly AuditEvent[] = []): Entry[] {
  const byAction = new Map<AuditAction, Change[]>();
  for (const change of changes) {
    const alike = byAction.get(change.action);
    if (alike) alike.push(change);
    else byAction.set(change.action, [change]);
  }
  return [...byAction].flatMap(([action, list]): Entry[] => {
    const sorted = list.sort((a, b) => (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0));
    const before = told
      .filter((event) => event.action === action)
      .reduce((sum, event) => sum + changesIn(event), 0);
    if (sorted.length === 1 || sorted.length + before <= TOLD_ONE_BY_ONE)
      return sorted.map(({ subject, facts }) => ({ action, actor: ACTOR, target: subject, details: facts }));
    const details = { changes: sorted.map(({ subject, facts }) => ({ subject, ...facts })) };
    return [{ action, actor: ACTOR, target: `${sorted.length} ${plural(action)}`, details }];
  });
}

/** Belongs into the transaction that stores what the changes come from. */
export const recordChanges = (
  changes: readonly Change[],
  audit: AuditLog,
  accountId: string,
  told: readonly AuditEvent[] = [],
): AuditEvent[] => toEntries(changes, told).map((entry) => audit.record({ ...entry, accountId }));

const PLURALS: [RegExp, string][] = [
  [/^(domain|catchall|spam\.settings)/, 'domains'],
  [/^pointer/, 'pointers'],
  [/^mailbox/, 'mailboxes'],
  [/^forwarder/, 'forwarders'],
];

const plural = (action: AuditAction): string =>
  PLURALS.find(([pattern]) => pattern.test(action))?.[1] ?? 'entries';
