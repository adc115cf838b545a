import { useMemo } from 'react';
import { notifications } from '../../../stores/notifications.ts';

/** Target id → name. Deliveries of targets that are gone stay in the list, not in the choice. */
export function useTargetNames(): ReadonlyMap<string, string> {
  const targets = notifications.use().value?.targets;
  return useMemo(
    () => new Map(targets?.map(({ id, label, serviceLabel }) => [id, label || serviceLabel])),
    [targets],
  );
}
