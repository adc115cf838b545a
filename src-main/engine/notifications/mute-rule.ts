import { familyOf } from '../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import { entryOf } from '../../../src-shared/event-subjects.ts';

/** One subject's mute. Milliseconds since the epoch. */
export interface Mute {
  subject: string;
  since: number;
  until: number;
}

/**
 * Whether what a mute hid is told when the mute is over: a person must know of every trouble that stands, and of the
 * end of every one that they were told of. No time is asked for: clocks are set, and mutes follow each other.
 *
 * | the newest event that it hid | the trouble was told before | told |
 * | ---------------------------- | --------------------------- | ---- |
 * | alert                        | –                           | yes  |
 * | recovery                     | yes                         | yes  |
 * | recovery                     | no                          | no   |
 */
export function isToldAfter({ action }: Pick<AuditEvent, 'action'>, known: boolean): boolean {
  const role = familyOf(action)?.role;
  return role === 'alert' || (role === 'recovery' && known);
}

/**
 * Whether people knew of the trouble, where this is the first of it that is hidden: a recovery ends one that was told,
 * and an alert that it got worse follows one that was.
 */
export const isKnownBefore = (event: AuditEvent, subject: string): boolean =>
  familyOf(event.action)?.role === 'recovery' || entryOf(event, subject).from === 'degraded';
