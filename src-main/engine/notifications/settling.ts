import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { AuditLog } from '../audit/entry.ts';
import type { Clock, Logger, Random } from '../ports.ts';
import { OS_CHANNEL } from './channel.ts';
import type { Outbox } from './outbox.ts';
import type { ClaimedRow } from './outbox-row.ts';
import { isGone, REMOVED_REASON } from './removal.ts';
import { settle, sleptThrough, UNAVAILABLE_DELAY_MS } from './retry.ts';
import type { SentParcel } from './sending.ts';
import type { StoredTarget } from './targets.ts';

export interface SettlingOptions {
  outbox: Outbox;
  clock: Clock;
  random: Random;
  log: Logger;
  audit: () => AuditLog;
  target: (id: string) => StoredTarget | undefined;
  event: (id: number) => AuditEvent | undefined;
}

interface Failed {
  row: ClaimedRow;
  event: AuditEvent | undefined;
  attempts: number;
  reason: string;
}

export type Settle = (sent: SentParcel) => void;

/** Stores how a message ended, and records what failed for good: one event per message, whatever it joined. */
export function createSettle({
  outbox,
  clock,
  random,
  log,
  audit,
  target,
  event: eventOf,
}: SettlingOptions): Settle {
  const isTargetGone = (targetId: string, now: number): boolean =>
    targetId !== OS_CHANNEL && isGone(target(targetId), now);

  /** Its target was removed for good while it was under way: nobody would ever take it up again. */
  const end = (row: ClaimedRow, now: number): void => {
    const state = { ...row.state, status: 'failed' as const, nextAttemptAt: null, lastError: REMOVED_REASON };
    outbox.settle(row, state, now, null);
  };

  const recordFailures = (failed: readonly Failed[]): void => {
    const [first] = failed;
    if (!first) return;
    const { row, event, reason } = first;
    const attempts = Math.max(...failed.map((one) => one.attempts));
    const which =
      failed.length === 1
        ? { eventId: row.eventId, ...(event ? { alert: `${event.label}: ${event.target}` } : {}) }
        : { alerts: failed.length, eventIds: failed.map((one) => one.row.eventId) };
    audit().record({
      action: 'notification.send_failed',
      // As the log has it now: the account may have been removed while the message was under way.
      accountId: eventOf(row.eventId)?.account ?? null,
      actor: 'this computer',
      target: row.targetLabel,
      details: { reason, attempts, targetId: row.targetId, ...which },
    });
  };

  return ({ results }) => {
    const now = clock.now();
    // One for all: what went together waits together.
    const jitter = random.next();
    const failed: Failed[] = [];
    const slept = Math.max(0, ...results.map(({ row }) => sleptThrough(row.state, now)));
    const [first] = results;
    // What waits behind could not be tried either.
    if (first && slept > 0) outbox.postpone(first.row.targetId, slept);
    for (const { row, event, outcome } of results) {
      if (!outcome.ok && isTargetGone(row.targetId, now)) {
        end(row, now);
        continue;
      }
      const state = settle(row.state, outcome, now, jitter);
      outbox.settle(row, state, now, outcome.ok ? outcome.ms : null);
      if (outcome.ok) continue;
      const { attempts, nextAttemptAt } = state;
      const fields = { targetId: row.targetId, eventId: row.eventId, attempts, reason: outcome.reason };
      if (state.status === 'failed') {
        log.log('warn', 'a notification could not be delivered', fields);
        failed.push({ row, event, attempts, reason: outcome.reason });
      } else log.log('info', 'a notification goes again later', { ...fields, nextAttemptAt });
    }
    if (first && !first.outcome.ok && first.outcome.unavailable)
      outbox.postpone(first.row.targetId, UNAVAILABLE_DELAY_MS);
    for (const reason of new Set(failed.map((one) => one.reason)))
      recordFailures(failed.filter((one) => one.reason === reason));
  };
}
