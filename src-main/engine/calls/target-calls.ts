import { success } from '../../../src-shared/result.ts';
import type { EngineParts } from '../parts.ts';
import { nameOf, recordTargetChange, targetLabel } from '../settings/target-changes.ts';
import type { Calls } from './channels.ts';

type Names =
  | 'targets.build'
  | 'targets.save'
  | 'targets.duplicate'
  | 'targets.setEnabled'
  | 'targets.remove'
  | 'targets.restore'
  | 'targets.test'
  | 'services.list';

/** Where alerts go, and what could be added to that. `targets.copyToken` is the desktop's: it has the clipboard. */
export function targetCalls(parts: EngineParts): Pick<Calls, Names> {
  const { notifications, actor } = parts;
  return {
    'targets.build': (draft) => notifications.buildTarget(draft),
    'targets.save': async (draft) => {
      const saved = await notifications.saveTarget(draft);
      const label = saved.ok ? nameOf(saved.value) : '';
      return recordTargetChange(parts, draft.id ? 'changed' : 'added', label, saved);
    },
    'targets.duplicate': async (id) => {
      const copy = await notifications.duplicateTarget(id);
      const label = copy.ok ? nameOf(copy.value) : '';
      return recordTargetChange(parts, 'duplicated', label, copy);
    },
    'targets.setEnabled': async ({ id, enabled }) => {
      const label = await targetLabel(parts, id);
      const change = enabled ? 'switched on' : 'switched off';
      return recordTargetChange(parts, change, label, notifications.setEnabled(id, enabled));
    },
    'targets.remove': async (id) => {
      const label = await targetLabel(parts, id);
      return recordTargetChange(parts, 'removed', label, notifications.removeTarget(id));
    },
    'targets.restore': async (id) => {
      const restored = notifications.restoreTarget(id);
      return recordTargetChange(parts, 'restored', await targetLabel(parts, id), restored);
    },
    'targets.test': (id) => notifications.testTargets(id, actor),
    'services.list': async () => success(await notifications.listServices()),
  };
}
