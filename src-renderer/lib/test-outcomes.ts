import type { TargetView } from '../../src-shared/views/targets.ts';

type Seen = Pick<TargetView, 'problem' | 'lastDelivery'>;

/**
 * Whether what a test said of a target still holds after main told something new about it. A test that failed is out of
 * date once what was wrong is mended or an alert arrives; one that succeeded, once something is wrong.
 */
export function stillHolds(ok: boolean, before: Seen, after: Seen): boolean {
  const delivered = after.lastDelivery?.status;
  const newDelivery = after.lastDelivery?.at !== before.lastDelivery?.at;
  if (!ok)
    return (
      !(before.problem !== null && after.problem === null) && !(newDelivery && delivered === 'delivered')
    );
  return !(before.problem === null && after.problem !== null) && !(newDelivery && delivered === 'failed');
}
