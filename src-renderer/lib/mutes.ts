import type { AuditEvent } from '../../src-shared/audit-event.ts';
import { isAboutSubjects, subjectsOf } from '../../src-shared/event-subjects.ts';
import type { MuteView } from '../../src-shared/views.ts';

/** For how long a domain or a mailbox can be muted. */
export const MUTE_TIMES = [
  { hours: 1, label: '1 hour' },
  { hours: 8, label: '8 hours' },
  { hours: 24, label: '24 hours' },
  { hours: 7 * 24, label: '7 days' },
] as const;

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

export const inForce = (mutes: readonly MuteView[], now: number): MuteView[] =>
  mutes.filter(({ until }) => Date.parse(until) > now).sort((a, b) => a.until.localeCompare(b.until));

/** The mute in force of exactly this domain or mailbox. */
export const muteOf = (mutes: readonly MuteView[], subject: string, now: number): MuteView | undefined =>
  inForce(mutes, now).find((mute) => same(mute.subject, subject));

/** The one domain or mailbox that an event is about; undefined where there are several or none. */
export function subjectOfEvent(event: AuditEvent): string | undefined {
  const [subject, ...others] = subjectsOf(event);
  const named = subject !== undefined && /^\S+\.[^\s.]+$/.test(subject);
  return named && others.length === 0 && isAboutSubjects(event.action) ? subject : undefined;
}
