import { failure, type Result, success } from '../../../src-shared/result.ts';
import { OS_CHANNEL } from './channel.ts';
import type { Outbox } from './outbox.ts';
import type { StoredTarget } from './targets.ts';

export interface SendAgainOptions {
  outbox: Outbox;
  target: (id: string) => StoredTarget | undefined;
  /** Why this computer cannot show it now; null where it can, or where another process may. */
  osProblem: () => string | null;
}

/** "Send again": one delivery that has ended goes to its target once more, alone and whatever quiet hours say. */
export const createSendAgain =
  ({ outbox, target, osProblem }: SendAgainOptions) =>
  (id: number): Result<null> => {
    const row = outbox.get(id);
    if (!row) return failure('not_found', 'This delivery is not in the log any more.');
    if (row.state.status === 'sending') return failure('under_way', 'It is being sent right now.');
    if (row.state.status === 'queued')
      return failure('waiting', 'It has not arrived yet: it waits, and goes by itself.');
    const problem = row.targetId === OS_CHANNEL ? osProblem() : targetProblem(target(row.targetId));
    if (problem !== null) return failure('no_target', problem);
    return outbox.sendAgain(id) ? success(null) : failure('under_way', 'It is being sent right now.');
  };

function targetProblem(target: StoredTarget | undefined): string | null {
  if (!target || target.removedAt !== null) return 'The target was removed: there is nowhere to send it to.';
  return target.enabled ? null : 'The target is switched off. Switch it on first.';
}
