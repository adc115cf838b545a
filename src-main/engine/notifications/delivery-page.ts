import { AUDIT_ACTIONS } from '../../../src-shared/audit-actions.ts';
import type { DeliveryStatus } from '../../../src-shared/audit-event.ts';
import type { DeliveryPage } from '../../../src-shared/views/log.ts';
import { Budget, type IdSource, PAGE_EFFORT, stepDown } from '../storage/id-source.ts';
import type { Db } from '../storage/open.ts';
import { DELIVERY_COLUMNS, toDelivery } from './delivery-row.ts';

export interface DeliveryPageQuery {
  /** 1 to 200. */
  limit: number;
  /** Only deliveries older than this id: the page after it. */
  before?: number;
  status?: DeliveryStatus;
  targetId?: string;
  /** Only what happened in this account. */
  accountId?: string;
}

/**
 * Deliveries, newest first, with what they were about. As with the log, a page may be short, even empty, while
 * `nextBefore` is set.
 */
export function createDeliveryPages(db: Db, isQuiet: (targetId: string) => boolean, effort = PAGE_EFFORT) {
  const one = db.prepare(
    `SELECT ${DELIVERY_COLUMNS}, events.target AS eventTarget
     FROM outbox JOIN events ON events.id = outbox.event_id WHERE outbox.id = ?`,
  );
  const next = (where: string, value?: string): IdSource => {
    const statement = db
      .prepare(`SELECT id FROM outbox WHERE ${where} id <= @at ORDER BY id DESC LIMIT 1`)
      .pluck();
    return { seek: (at) => (statement.get({ at, value }) as number | undefined) ?? 0 };
  };

  return ({ limit, before, status, targetId, accountId }: DeliveryPageQuery): DeliveryPage => {
    const budget = new Budget(effort);
    const filters = [
      ...(status === undefined ? [] : [next('status = @value AND', status)]),
      ...(targetId === undefined ? [] : [next('target_id = @value AND', targetId)]),
      ...(accountId === undefined ? [] : [next('account_id = @value AND', accountId)]),
    ];
    const [first = next(''), ...others] = filters;
    const deliveries: DeliveryPage['deliveries'] = [];
    for (let at = (before ?? Number.MAX_SAFE_INTEGER) - 1; ; ) {
      const { id, isCommon } = stepDown([first, ...others], at);
      if (id < 1) return { deliveries, nextBefore: null };
      if (isCommon) {
        if (deliveries.length === limit) return { deliveries, nextBefore: id + 1 };
        const found = one.get(id);
        for (const delivery of toDelivery(found, isQuiet)) {
          const { label, severity } = AUDIT_ACTIONS[delivery.action];
          deliveries.push({ ...delivery, label, severity, eventTarget: targetOf(found) });
        }
      }
      at = isCommon ? id - 1 : id;
      if (budget.isSpent) return { deliveries, nextBefore: at + 1 };
    }
  };
}

const targetOf = (found: unknown): string => {
  const { eventTarget } = found as { eventTarget?: unknown };
  return typeof eventTarget === 'string' ? eventTarget : '';
};
