import type { AuditEvent } from '../../src-shared/audit-event.ts';
import { isAboutSubjects, subjectsOf } from '../../src-shared/event-subjects.ts';

/** The one domain or mailbox that an event is about; undefined where there are several or none. */
export function subjectOfEvent(event: AuditEvent): string | undefined {
  const [subject, ...others] = subjectsOf(event);
  const named = subject !== undefined && /^\S+\.[^\s.]+$/.test(subject);
  return named && others.length === 0 && isAboutSubjects(event.action) ? subject : undefined;
}
