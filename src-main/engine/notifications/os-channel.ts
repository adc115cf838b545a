import type { AuditAction, Severity } from '../../../src-shared/audit-actions.ts';
import { type Channel, OS_CHANNEL } from './channel.ts';

/** One alert for this computer's own notifications, worded by the engine. */
export interface OsMessage {
  /** 0 for a test. */
  eventId: number;
  title: string;
  body: string;
  severity: Severity;
  action: AuditAction;
  target: string;
}

/** The desktop's slot. `ok`: the desktop took it; `reason` is a sentence. */
export interface OsChannel {
  send(message: OsMessage): Promise<{ ok: true } | { ok: false; reason: string }>;
}

/** A desktop without a notification service may have one after the next login: its failures pass. */
export const asChannel = (os: OsChannel): Channel => ({
  id: OS_CHANNEL,
  async send({ title, body, type, event }) {
    const startedAt = performance.now();
    const outcome = await os.send({
      eventId: event?.id ?? 0,
      title,
      body,
      severity: type,
      action: event?.action ?? 'notification.test',
      target: event?.target ?? '',
    });
    return outcome.ok
      ? { ok: true, ms: Math.round(performance.now() - startedAt) }
      : { ok: false, permanent: false, reason: outcome.reason };
  },
});
