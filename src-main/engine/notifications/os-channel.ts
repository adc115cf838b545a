import type { AuditAction, Severity } from '../../../src-shared/audit-actions.ts';
import { topicsOf } from '../../../src-shared/event-subjects.ts';
import { type Channel, OS_CHANNEL } from './channel.ts';

/** One alert, or a digest of several, for this computer's own notifications, worded by the engine. */
export interface OsMessage {
  /** 0 for a test and for a digest. */
  eventId: number;
  /** What a digest joins. */
  eventIds?: number[];
  title: string;
  body: string;
  severity: Severity;
  action: AuditAction;
  /** The event's subject: a domain, a mailbox, "3 domains"; empty for a digest. */
  target: string;
  /** What it speaks for, alert or recovery: a later message about all of these takes its place. */
  topics: string[];
}

export type OsOutcome = { ok: true } | { ok: false; reason: string };

/** The desktop's slot. `ok`: the desktop took the notification; `reason` is a sentence. Never rejects. */
export interface OsChannel {
  send(message: OsMessage): Promise<OsOutcome>;
}

/** A desktop without a notification service may have one after the next login: its failures pass. */
export const asChannel = (os: OsChannel): Channel => ({
  id: OS_CHANNEL,
  async send({ title, body, type, event, events }) {
    const startedAt = performance.now();
    const outcome = await os.send({
      eventId: event?.id ?? 0,
      ...(events ? { eventIds: events.map(({ id }) => id) } : {}),
      title,
      body,
      severity: type,
      action: (event ?? events?.find(({ severity }) => severity === type))?.action ?? 'notification.test',
      target: event?.target ?? '',
      topics: [...new Set((event ? [event] : (events ?? [])).flatMap(topicsOf))],
    });
    return outcome.ok
      ? { ok: true, ms: Math.round(performance.now() - startedAt) }
      : { ok: false, permanent: false, reason: outcome.reason };
  },
});
