import { familyOf } from '../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import { reducedTo, subjectsOf, topicOf } from '../../../src-shared/event-subjects.ts';
import type { Db } from '../storage/open.ts';
import { createHiddenAlerts, type HiddenAlert } from './hidden-alerts.ts';
import { createLeftOut } from './left-out.ts';
import { isKnownBefore, isToldAfter } from './mute-rule.ts';

export interface HidingOptions {
  db: Db;
  event: (id: number) => AuditEvent | undefined;
  /** Whether a domain or mailbox is still there: of one that was deleted nothing stands any more. */
  isKnown: (subject: string) => boolean;
  /** Queues what stands about one subject of the event. @returns how many deliveries. */
  queue: (event: AuditEvent, subject: string) => number;
}

/**
 * What mutes take out of events. Decided and stored in the transaction that records the event; no clock and no mute
 * changes that later. That it was hidden is stored with it, and taken away together with the queueing of its
 * deliveries when the mute is over.
 */
export function createHiding({ db, event: eventOf, isKnown, queue }: HidingOptions) {
  const hidden = createHiddenAlerts(db);
  const leftOut = createLeftOut(db);

  /** What may be told of an event: without what was muted, or `subject` alone. Undefined: nothing. */
  const told = (event: AuditEvent, subject: string | null = null): AuditEvent | undefined => {
    if (subject !== null) return reducedTo(event, (one) => one === subject);
    const muted = leftOut.of(event.id);
    return muted.size === 0 ? event : reducedTo(event, (one) => !muted.has(one));
  };

  const tell = ({ topic, subject, eventId, known }: HiddenAlert): number => {
    hidden.remove(topic);
    const event = eventOf(eventId);
    return event && isKnown(subject) && isToldAfter(event, known) ? queue(event, subject) : 0;
  };

  /**
   * An event that is told came before it was noticed that the mute is over. An alert takes the place of what was
   * hidden; before a recovery people are told what is well again, if they never were.
   */
  const overtake = (topic: string, role: 'alert' | 'recovery'): void => {
    const found = hidden.get(topic);
    if (found && role === 'recovery' && !found.known) tell(found);
    else if (found) hidden.remove(topic);
  };

  return {
    told,

    /** Which subjects of the event were muted when it was recorded. */
    mutedIn(event: AuditEvent): string[] {
      const muted = leftOut.of(event.id);
      return muted.size === 0 ? [] : subjectsOf(event).filter((subject) => muted.has(subject));
    },

    /** @param current what is muted now. @returns what may be told of the event. */
    decide(event: AuditEvent, current: ReadonlySet<string>): AuditEvent | undefined {
      if (current.size === 0 && hidden.isEmpty()) return event;
      const subjects = subjectsOf(event);
      const muted = new Set(subjects.filter((subject) => current.has(subject)));
      leftOut.add(event.id, muted);
      const role = familyOf(event.action)?.role;
      for (const subject of role ? subjects : []) {
        const topic = topicOf(event, subject);
        if (muted.has(subject))
          hidden.put({ topic, subject, eventId: event.id, known: isKnownBefore(event, subject) });
        else if (role) overtake(topic, role);
      }
      return told(event);
    },

    /** Whether there is anything to look at when a mute is over. */
    isEmpty: hidden.isEmpty,

    /** What is not muted any more. @returns how many deliveries were queued. */
    release: (current: ReadonlySet<string>): number =>
      hidden
        .list()
        .filter(({ subject }) => !current.has(subject))
        .reduce((count, one) => count + tell(one), 0),
  };
}
