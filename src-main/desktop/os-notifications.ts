import type { OsChannel, OsMessage, OsOutcome } from '../engine/notifications/os-channel.ts';
import type { Clock, Logger } from '../engine/ports.ts';
import { type NativeNotification, type NotificationWording, showConfirmed } from './native-notification.ts';
import { StandingAlerts } from './standing-alerts.ts';
import type { Destination } from './window.ts';

export interface OsNotificationPorts {
  isSupported(): boolean;
  create(wording: NotificationWording): NativeNotification;
  open(to: Destination): void;
  clock: Clock;
  log: Logger;
}

export interface OsNotifications extends OsChannel {
  /** A word of the app itself, outside of the log: best effort. */
  tell(title: string, body: string, to: Destination): Promise<void>;
}

/** Electron forgets the click of a notification that nobody holds; older ones than these are history. */
const HELD = 100;

const UNSUPPORTED: OsOutcome = {
  ok: false,
  reason:
    'This desktop has no notification service. Install or start one, or switch off “Show alerts on this computer”.',
};

/** One notification per message of the engine; what newer ones speak for leaves the screen. */
export function createOsNotifications(ports: OsNotificationPorts): OsNotifications {
  const { clock, log } = ports;
  const held = new Set<NativeNotification>();
  const standing = new StandingAlerts<NativeNotification>();
  let lane: Promise<unknown> = Promise.resolve();

  /** One after the other: what stands on the screen is changed by one message at a time. */
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

  const send = async ({ title, body, severity, eventId, topics }: OsMessage): Promise<OsOutcome> => {
    if (!ports.isSupported()) return UNSUPPORTED;
    const to: Destination = eventId === 0 ? { screen: 'logs' } : { screen: 'logs', eventId };
    const { notification, outcome } = await display({ title, body, urgent: severity === 'failure' }, to);
    if (!outcome.ok) return outcome;
    for (const answered of standing.supersede(topics)) withdraw(answered);
    standing.add(notification, topics);
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
