import { AUDIT_ACTION_NAMES, type AuditAction, actionDefinition } from '../../../src-shared/audit-actions.ts';
import type { AuditLog } from '../audit/entry.ts';
import type { Clock } from '../ports.ts';
import type { AccountRepository, AccountRow } from './repository.ts';

export interface AccountWriterOptions {
  clock: Pick<Clock, 'now'>;
  audit: AuditLog;
  /** Called after an account was stored, changed or removed, inside the transaction. */
  changed: () => void;
  /** Ticks the actions that a first account is watched for; called inside the transaction. */
  subscribe: (actions: AuditAction[]) => void;
  /** Who does it, for the log: `this computer` or `command line`. */
  actor: string;
}

/** Every change of an account together with what is told of it. All of it belongs into a transaction. */
export function createAccountWriter(repository: AccountRepository, options: AccountWriterOptions) {
  const { clock, audit, changed, subscribe, actor } = options;
  const record = (accountId: string | null, target: string, change: string) =>
    audit.record({ action: 'settings.update', accountId, actor, target, details: { changed: [change] } });
  return {
    /** @param change as the log tells it; absent: nothing that a person did. */
    store(row: AccountRow, change?: 'account' | 'account added'): void {
      const isFirst = repository.list().length === 0;
      repository.save(row, clock.now());
      // The monitors are on from the start, so their own events are subscribed from the start.
      if (isFirst) subscribe(AUDIT_ACTION_NAMES.filter(isWatchedByDefault));
      if (change) record(row.id, row.label, change);
      changed();
    },

    /** From now on it is shown, scanned and alerted nowhere; what belongs to it goes later. */
    markRemoved(row: AccountRow): void {
      repository.markRemoved(row.id, clock.now());
      record(null, row.label, 'account removed');
      changed();
    },
  };
}

export type AccountWriter = ReturnType<typeof createAccountWriter>;

const isWatchedByDefault = (name: AuditAction): boolean =>
  actionDefinition(name).monitor !== undefined || name === 'monitor.failed' || name === 'monitor.recovered';
