import {
  ACTION_GROUPS,
  type ActionGroup,
  actionDefinition,
  isAuditAction,
} from '../../src-shared/audit-actions.ts';
import type { MinimumSeverity } from '../../src-shared/views/targets.ts';

/** Which of the subscribed alerts one target gets. */

export interface TargetFilter {
  /** Null: every subscribed event. */
  events: readonly string[] | null;
  minimumSeverity: MinimumSeverity;
}

export const SEVERITY_WORDS: Record<MinimumSeverity, string> = {
  info: 'Everything',
  warning: 'Warnings and failures',
  failure: 'Failures only',
};

const canBeSent = (name: string): boolean => isAuditAction(name) && !actionDefinition(name).neverNotified;

/** "12 of 20 events, failures only"; null where the target leaves nothing out. */
export function filterSummary(
  { events, minimumSeverity }: TargetFilter,
  subscriptions: readonly string[],
): string | null {
  const sent = subscriptions.filter(canBeSent);
  const parts: string[] = [];
  if (events !== null) {
    const chosen = sent.filter((name) => events.includes(name)).length;
    if (chosen < sent.length || sent.length === 0)
      parts.push(`${chosen} of ${sent.length} ${sent.length === 1 ? 'event' : 'events'}`);
  }
  if (minimumSeverity !== 'info') parts.push(SEVERITY_WORDS[minimumSeverity].toLowerCase());
  return parts.length === 0 ? null : parts.join(', ');
}

export interface OfferedEvent {
  name: string;
  label: string;
  /** Not ticked under "Notify on audit events" (any more): chosen here it is sent once it is. */
  subscribed: boolean;
}

/** What may be chosen: the subscribed events and those that are chosen already, in the log's groups. */
export function offeredEvents(
  events: readonly string[] | null,
  subscriptions: readonly string[],
): { group: ActionGroup; events: OfferedEvent[] }[] {
  const names = [...new Set([...subscriptions, ...(events ?? [])])].filter(isAuditAction).filter(canBeSent);
  return ACTION_GROUPS.map((group) => ({
    group,
    events: names
      .filter((name) => actionDefinition(name).group === group)
      .map((name) => ({
        name,
        label: actionDefinition(name).label,
        subscribed: subscriptions.includes(name),
      })),
  })).filter((group) => group.events.length > 0);
}
