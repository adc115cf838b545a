import type { Result } from '../../../src-shared/result.ts';
import type { TargetView } from '../../../src-shared/views/targets.ts';
import type { EngineParts } from '../parts.ts';

export type TargetChange =
  | 'added'
  | 'duplicated'
  | 'changed'
  | 'switched on'
  | 'switched off'
  | 'removed'
  | 'restored';

/** Where alerts go is a setting too: whoever changes it leaves a line in the log, with the label and never the URL. */
export function recordTargetChange<T>(
  { db, audit, actor }: EngineParts,
  change: TargetChange,
  label: string,
  result: Result<T>,
): Result<T> {
  if (!result.ok) return result;
  const details = { changed: [`target ${change}`] };
  db.transaction(() =>
    audit.record({ action: 'settings.update', accountId: null, actor, target: label, details }),
  )();
  return result;
}

/** What a person calls the target; targets that were removed keep their name for the log. */
export async function targetLabel({ notifications }: EngineParts, id: string): Promise<string> {
  const found = (await notifications.listTargets()).find((target) => target.id === id);
  return found ? nameOf(found) : id;
}

export const nameOf = ({ label, serviceLabel }: Pick<TargetView, 'label' | 'serviceLabel'>): string =>
  label || serviceLabel;
