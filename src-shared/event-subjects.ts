import { type ActionGroup, type AuditAction, actionDefinition, familyOf } from './audit-actions.ts';
import type { AuditEvent } from './audit-event.ts';

type Told = Pick<AuditEvent, 'action' | 'account' | 'target' | 'details'>;

/** The lists in an event's details, and the name in each of their entries. */
const LISTS = [
  ['domains', 'domain'],
  ['mailboxes', 'mailbox'],
  ['changes', 'subject'],
] as const;

/** The domains, mailboxes and the like that the event is about; its target where the details list none. */
export function subjectsOf({ target, details }: Pick<AuditEvent, 'target' | 'details'>): string[] {
  const names = LISTS.flatMap(([list, name]) =>
    entriesOf(details[list]).flatMap((entry) => nameIn(entry, name)),
  );
  if (names.length > 0) return [...new Set(names)];
  return target === '' ? [] : [target];
}

const ABOUT_SUBJECTS: readonly ActionGroup[] = ['Domains', 'Mailboxes', 'Forwarders', 'Spam', 'DNS'];

/** Whether the action is about a domain or mailbox: a mute of that one silences it, and no other action. */
export const isAboutSubjects = (action: AuditAction): boolean =>
  ABOUT_SUBJECTS.includes(actionDefinition(action).group);

/**
 * What an alert and the recovery that answers it have in common: one topic per subject, so an alert about three
 * domains is answered only when all three have recovered. None for events that are neither.
 */
export function topicsOf(event: Told): string[] {
  return familyOf(event.action) ? subjectsOf(event).map((subject) => topicOf(event, subject)) : [];
}

export const topicOf = ({ action, account }: Pick<Told, 'action' | 'account'>, subject: string): string =>
  `${familyOf(action)?.family ?? action}|${account ?? ''}|${subject}`;

/**
 * The event without the subjects that `keep` refuses, worded as if it had been about the others only; undefined where
 * none is left.
 */
export function reducedTo(event: AuditEvent, keep: (subject: string) => boolean): AuditEvent | undefined {
  const subjects = subjectsOf(event);
  const left = subjects.filter(keep);
  if (left.length === subjects.length) return event;
  if (left.length === 0) return undefined;
  const details = { ...event.details };
  for (const [list, name] of LISTS)
    if (Array.isArray(details[list]))
      details[list] = entriesOf(details[list]).filter((entry) => nameIn(entry, name).some(keep));
  const what = /^\d+ (.+)$/.exec(event.target)?.[1] ?? 'subjects';
  return { ...event, target: left.length === 1 ? (left[0] ?? '') : `${left.length} ${what}`, details };
}

/** The entry of the details about this subject. */
export const entryOf = ({ details }: Pick<AuditEvent, 'details'>, subject: string): Record<string, unknown> =>
  LISTS.flatMap(([list, name]) =>
    entriesOf(details[list]).filter((entry) => nameIn(entry, name).includes(subject)),
  )[0] ?? details;

const entriesOf = (list: unknown): Record<string, unknown>[] =>
  Array.isArray(list)
    ? list.filter((entry): entry is Record<string, unknown> => typeof entry === 'object' && entry !== null)
    : [];

const nameIn = (entry: Record<string, unknown>, name: string): string[] =>
  typeof entry[name] === 'string' ? [entry[name]] : [];
