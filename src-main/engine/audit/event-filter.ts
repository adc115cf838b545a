import {
  AUDIT_ACTION_NAMES,
  type AuditAction,
  actionDefinition,
  isAuditAction,
} from '../../../src-shared/audit-actions.ts';
import type { IpcInput } from '../../../src-shared/ipc/contract.ts';

/** What the log is narrowed to; absent: everything. All that is given must hold. */
export interface EventFilter {
  /** Part of the label, the subject, the actor or a name in the details, in any case. */
  text?: string;
  /** Any of these; empty: nothing can match. */
  actions?: readonly AuditAction[];
  /** An account's id. */
  account?: string;
  /** Milliseconds since the epoch, inclusive. */
  from?: number;
  /** Exclusive. */
  to?: number;
}

type AskedFilter = Pick<IpcInput<'events.list'>, 'text' | 'actions' | 'groups' | 'account' | 'from' | 'to'>;

/** As the window asks: groups stand for their actions, and both for those that they have in common. */
export function eventFilterOf({ text, actions, groups, account, from, to }: AskedFilter): EventFilter {
  const named = actions?.length ? actions.filter(isAuditAction) : undefined;
  const ofGroups = groups?.length
    ? AUDIT_ACTION_NAMES.filter((name) => groups.includes(actionDefinition(name).group))
    : undefined;
  const both = named && ofGroups ? named.filter((name) => ofGroups.includes(name)) : (named ?? ofGroups);
  return {
    ...(text === undefined ? {} : { text }),
    ...(both === undefined ? {} : { actions: both }),
    ...(account === undefined ? {} : { account }),
    ...(from === undefined ? {} : { from: Date.parse(from) }),
    ...(to === undefined ? {} : { to: Date.parse(to) }),
  };
}
