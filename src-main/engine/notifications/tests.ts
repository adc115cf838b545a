import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { TestOutcome } from '../../../src-shared/views/targets.ts';
import type { AuditLog } from '../audit/entry.ts';
import { formatMessage } from '../audit/message.ts';
import type { Clock } from '../ports.ts';
import type { Db } from '../storage/open.ts';
import { type Channel, OS_CHANNEL, OS_LABEL, SEND_TIMEOUT_MS, TOO_SLOW } from './channel.ts';
import { withTimeout } from './timeout.ts';

export interface Addressee {
  id: string;
  label: string;
  channel: Channel;
}

/** A label may be empty; an outcome must still name its target. */
export const nameOf = (label: string, fallback: string): string => (label === '' ? fallback : label);

/**
 * "Send Test Notification": straight to each target and at once, past the outbox, so that the answer is about now.
 * Recorded as one event, which is itself never notified.
 */
export async function sendTests(
  addressees: readonly Addressee[],
  {
    db,
    clock,
    audit,
    locale,
    actor,
  }: { db: Db; clock: Clock; audit: () => AuditLog; locale?: string; actor: string },
): Promise<TestOutcome[]> {
  const event: AuditEvent = {
    id: 0,
    at: new Date(clock.now()).toISOString(),
    action: 'notification.test',
    label: 'Test notification',
    severity: 'info',
    actor,
    target: '',
    account: null,
    details: {},
  };
  const message = formatMessage(event, { now: clock.now(), locale });
  const outcomes = await Promise.all(
    addressees.map(async ({ id, label, channel }): Promise<TestOutcome> => {
      const until = clock.now() + SEND_TIMEOUT_MS;
      const outcome = await withTimeout(clock, SEND_TIMEOUT_MS, channel.send(message, id, until), TOO_SLOW);
      return {
        targetId: id,
        targetLabel: label,
        ok: outcome.ok,
        durationMs: outcome.ok ? outcome.ms : null,
        error: outcome.ok ? null : outcome.reason,
      };
    }),
  );
  db.transaction(() => {
    audit().record({
      action: 'notification.test',
      accountId: null,
      actor,
      target: outcomes.length === 1 ? (outcomes[0]?.targetLabel ?? '') : `${outcomes.length} targets`,
      details: {
        delivered: outcomes.filter(({ ok }) => ok).map(({ targetLabel }) => targetLabel),
        failed: outcomes.filter(({ ok }) => !ok).map(({ targetLabel, error }) => `${targetLabel}: ${error}`),
      },
    });
  })();
  return outcomes;
}

export const osAddressee = (channel: Channel | undefined): Addressee[] =>
  channel ? [{ id: OS_CHANNEL, label: OS_LABEL, channel }] : [];
