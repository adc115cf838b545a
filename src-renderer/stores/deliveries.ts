import type { DeliveryStatus } from '../../src-shared/audit-event.ts';
import type { DeliveryRow } from '../../src-shared/views/log.ts';
import { call } from '../ipc.ts';
import { createCursorStore } from './cursor-store.ts';

export interface DeliveryFilter {
  status: DeliveryStatus | null;
  /** Target id. */
  target: string | null;
  /** Account id. */
  account: string | null;
}

export const ALL_DELIVERIES: DeliveryFilter = { status: null, target: null, account: null };

/** What was sent to whom, newest first; a delivery goes on changing until it is through. */
export const deliveries = createCursorStore<DeliveryFilter, DeliveryRow>({
  nothing: ALL_DELIVERIES,
  topics: ['deliveries'],
  changing: true,
  async list({ status, target, account }, before, limit) {
    const answer = await call('deliveries.list', {
      limit,
      ...(before !== undefined && { before }),
      ...(status !== null && { status }),
      ...(target !== null && { targetId: target }),
      ...(account !== null && { accountId: account }),
    });
    if (!answer.ok) return answer;
    return { ok: true, value: { rows: answer.value.deliveries, nextBefore: answer.value.nextBefore } };
  },
  async newest() {
    const answer = await call('deliveries.list', { limit: 1 });
    return answer.ok ? answer.value.deliveries[0]?.id : undefined;
  },
  timeOf: async () => null,
});
