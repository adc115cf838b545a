import { AUDIT_ACTION_NAMES } from '../../../src-shared/audit-actions.ts';
import type { TargetDraft } from '../../../src-shared/ipc/drafts.ts';
import type { StoredTarget } from './targets.ts';

const KNOWN: ReadonlySet<string> = new Set(AUDIT_ACTION_NAMES);

/** Without what only a newer version knows. */
export const knownEvents = (actions: readonly string[]): string[] =>
  actions.filter((action) => KNOWN.has(action));

/** What the draft does not say stays as it is; what only a newer version knows is not this one's to take away. */
export function filterOf(
  draft: TargetDraft,
  before: StoredTarget | undefined,
): Pick<StoredTarget, 'events' | 'minimumSeverity'> {
  const newer = (before?.events ?? []).filter((action) => !KNOWN.has(action));
  return {
    events:
      draft.events === undefined
        ? (before?.events ?? null)
        : draft.events && [...new Set([...draft.events, ...newer])],
    minimumSeverity: draft.minimumSeverity ?? before?.minimumSeverity ?? 'info',
  };
}
