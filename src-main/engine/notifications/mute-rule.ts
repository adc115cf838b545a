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
 * end of every one that they were told of.
 *
 * | the newest event that it hid | the trouble began      | told |
 * | ---------------------------- | ---------------------- | ---- |
 * | alert                        | –                      | yes  |
 * | recovery                     | before the mute (told) | yes  |
 * | recovery                     | during it (never told) | no   |
 */
export function isToldAfter(event: AuditEvent, subject: string, mute: Mute | undefined): boolean {
  const role = familyOf(event.action)?.role;
  if (role !== 'recovery') return role === 'alert';
  const began = troubleSince(event, subject);
  return mute !== undefined && began !== undefined && began < mute.since;
}

function troubleSince(event: AuditEvent, subject: string): number | undefined {
  const { since } = entryOf(event, subject);
  const began = typeof since === 'string' ? Date.parse(since) : Number.NaN;
  return Number.isNaN(began) ? undefined : began;
}
