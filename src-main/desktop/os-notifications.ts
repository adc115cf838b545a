import type { AuditEvent } from '../../src-shared/audit-event.ts';
import type { Clock, Logger } from '../engine/ports.ts';
import type { OsChannel, OsMessage, OsOutcome } from './engine-port.ts';
import { type NativeNotification, type NotificationWording, showConfirmed } from './native-notification.ts';
import { BURST_COUNT, type BurstEntry, summaryOf, withinMinute } from './notification-burst.ts';
import { StandingAlerts, subjectsOf } from './notification-subjects.ts';
import type { Destination } from './window.ts';

export interface OsNotificationPorts {
  isSupported(): boolean;
  create(wording: NotificationWording): NativeNotification;
  /** The event behind a message; undefined where it is gone. */
  eventOf(id: number): Promise<AuditEvent | undefined>;
  open(to: Destination): void;
  clock: Clock;
  log: Logger;
}

export interface OsNotifications extends OsChannel {
  /** A word of the app itself, outside of the log: best effort. */
  tell(title: string, body: string, to: Destination): Promise<void>;
}

/** Within a burst the summary is redrawn at most this often; what comes in between is counted in the next. */
const SUMMARY_EVERY_MS = 2_000;
/** Electron forgets the click of a notification that nobody holds; older ones than these are history. */
const HELD = 100;

const UNSUPPORTED: OsOutcome = {
  ok: false,
  reason:
    'This desktop has no notification service. Install or start one, or switch off “Show alerts on this computer”.',
};

/** One notification per alert; its end replaces it; ten within a minute become one. */
export function createOsNotifications(ports: OsNotificationPorts): OsNotifications {
  const { clock, log } = ports;
  const held = new Set<NativeNotification>();
  const standing = new StandingAlerts<NativeNotification>();
  let entries: BurstEntry[] = [];
  let singles: NativeNotification[] = [];
  let summary: { notification: NativeNotification; at: number } | undefined;
  let isSummaryDue = false;
  let lane: Promise<unknown> = Promise.resolve();

  /** One after the other: the count of a minute must be exact. */
  const inLane = <T>(work: () => Promise<T>): Promise<T> => {
    const done = lane.then(work);
    lane = done.catch(() => undefined);
    return done;
  };

  const withdraw = (notification: NativeNotification): void => {
    held.delete(notification);
    standing.forget(notification);
    notification.close();
  };

  const display = async (wording: NotificationWording, to: Destination) => {
    const notification = ports.create(wording);
    notification.on('click', () => ports.open(to));
    // Keeps `click` alive; a notification that left the screen may still be clicked in the desktop's history.
    held.add(notification);
    const outcome = await showConfirmed(notification, clock);
    if (!outcome.ok) held.delete(notification);
    for (const oldest of held) if (held.size > HELD) held.delete(oldest);
    return { notification, outcome };
  };

  const showSummary = async (): Promise<OsOutcome> => {
    const { title, body, severity } = summaryOf(entries);
    const shown = await display({ title, body, urgent: severity === 'failure' }, { screen: 'logs' });
    if (!shown.outcome.ok) return shown.outcome;
    for (const single of singles) withdraw(single);
    singles = [];
    if (summary) withdraw(summary.notification);
    summary = { notification: shown.notification, at: clock.now() };
    return shown.outcome;
  };

  const showLater = (): void => {
    if (isSummaryDue) return;
    isSummaryDue = true;
    clock.after(SUMMARY_EVERY_MS, () => {
      isSummaryDue = false;
      inLane(showSummary).then(
        (outcome) => {
          if (!outcome.ok)
            log.log('warn', 'The summary of a burst was not shown', { reason: outcome.reason });
        },
        (error: unknown) => log.log('error', 'The summary of a burst failed', { error }),
      );
    });
  };

  const showSingle = async (message: OsMessage, event: AuditEvent | undefined): Promise<OsOutcome> => {
    const wording = { title: message.title, body: message.body, urgent: message.severity === 'failure' };
    const { notification, outcome } = await display(wording, { screen: 'logs', eventId: message.eventId });
    if (!outcome.ok) return outcome;
    const subjects = subjectsOf(event ?? { ...message, account: null, details: {} });
    for (const answered of standing.supersede(subjects)) withdraw(answered);
    standing.add(notification, subjects);
    singles.push(notification);
    return outcome;
  };

  const send = async (message: OsMessage): Promise<OsOutcome> => {
    if (!ports.isSupported()) return UNSUPPORTED;
    const now = clock.now();
    const before = withinMinute(entries, now);
    if (before.length === 0) singles = [];
    entries = [...before, { at: now, title: message.title, severity: message.severity }];
    if (entries.length < BURST_COUNT) {
      const event = await ports.eventOf(message.eventId).catch(() => undefined);
      const outcome = await showSingle(message, event);
      if (!outcome.ok) entries.pop();
      return outcome;
    }
    if (summary && Math.abs(now - summary.at) < SUMMARY_EVERY_MS) {
      showLater();
      return { ok: true };
    }
    const outcome = await showSummary();
    if (!outcome.ok) entries.pop();
    return outcome;
  };

  return {
    send: (message) =>
      inLane(() => send(message)).catch((error: unknown) => {
        log.log('error', 'A notification failed unexpectedly', { error });
        return { ok: false, reason: 'The notification could not be shown; the log has the details.' };
      }),
    tell: (title, body, to) =>
      inLane(async () => {
        if (ports.isSupported()) await display({ title, body, urgent: false }, to);
      }).catch((error: unknown) => log.log('error', 'A notification failed unexpectedly', { error })),
  };
}
