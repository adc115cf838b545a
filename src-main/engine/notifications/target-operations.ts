import { failure, success } from '../../../src-shared/result.ts';
import type { Clock, Random } from '../ports.ts';
import type { Db } from '../storage/open.ts';
import { duplicateTarget } from './duplicate.ts';
import { envLineOf } from './env-token.ts';
import type { Notifications } from './notifications.ts';
import { RETRY_WINDOW_MS } from './retry.ts';
import { viewTarget } from './target-views.ts';
import type { Wiring } from './wiring.ts';

export interface TargetOperationsOptions {
  db: Db;
  clock: Clock;
  random: Random;
  withApprise: boolean;
  /** The worker is to know the targets that are enabled now. */
  prewarm: () => void;
}

type TargetOperations = Pick<
  Notifications,
  | 'listTargets'
  | 'buildTarget'
  | 'saveTarget'
  | 'listServices'
  | 'duplicateTarget'
  | 'envLine'
  | 'setEnabled'
  | 'removeTarget'
  | 'restoreTarget'
  | 'addressOf'
>;

const STALE_REASON = 'The target was switched off for more than 24 hours.';

/** What people do with targets; the delivery is told of every change. */
export function createTargetOperations(wiring: Wiring, options: TargetOperationsOptions): TargetOperations {
  const { db, clock, random, withApprise, prewarm } = options;
  const { targets, credentials, engine, deliveries, services, editor, catalogue, leftovers } = wiring;
  const { outbox, dispatcher, removal, changed } = wiring;
  const sources = { credentials, engine, deliveries, services };

  return {
    async listTargets() {
      if (targets.list().length > 0 && withApprise) await engine.ensure();
      const waiting = deliveries.waiting();
      return Promise.all(targets.list().map((target) => viewTarget(target, sources, waiting)));
    },
    buildTarget: (draft) => editor.build(draft),
    async saveTarget(draft) {
      const saved = await editor.save(draft);
      if (!saved.ok) return saved;
      changed('targets');
      dispatcher.wake();
      prewarm();
      return success(await viewTarget(saved.value, sources, deliveries.waiting()));
    },
    listServices: () => catalogue.list(),
    async duplicateTarget(id) {
      const copy = await duplicateTarget(id, { db, clock, random, targets, credentials, leftovers });
      if (!copy.ok) return copy;
      changed('targets');
      return success(await viewTarget(copy.value, sources, deliveries.waiting()));
    },
    envLine: (id, variable) => envLineOf(id, variable, targets, credentials),
    setEnabled(id, enabled) {
      const target = targets.get(id);
      if (!target || target.removedAt !== null)
        return failure('not_found', 'This target does not exist any more.', 'id');
      if (enabled === target.enabled) return success(null);
      const now = clock.now();
      db.transaction(() => {
        targets.update({ ...target, enabled, disabledAt: enabled ? null : now });
        if (enabled && now - (target.disabledAt ?? now) >= RETRY_WINDOW_MS)
          outbox.cancelStale(id, STALE_REASON, now);
      })();
      changed('targets');
      dispatcher.wake();
      return success(null);
    },
    removeTarget(id) {
      const result = removal.remove(id);
      if (result.ok) changed('targets');
      return result;
    },
    restoreTarget(id) {
      const result = removal.restore(id);
      if (result.ok) changed('targets');
      dispatcher.wake();
      return result;
    },
    async addressOf(id) {
      const target = targets.get(id);
      return target
        ? credentials.resolve(target)
        : failure('not_found', 'This target does not exist any more.', 'id');
    },
  };
}
