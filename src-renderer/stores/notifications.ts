import type { TargetView } from '../../src-shared/views/targets.ts';
import { call } from '../ipc.ts';
import { createResource } from './resource.ts';
import { toastDone, toastFailure, toastUndo } from './toasts.ts';

export const notifications = createResource(
  () => call('notifications.get'),
  ['targets', 'settings', 'monitors', 'engine', 'deliveries', 'accounts'],
);

export async function setTargetEnabled(id: string, enabled: boolean): Promise<void> {
  notifications.patch((view) => ({
    ...view,
    targets: view.targets.map((target) => (target.id === id ? { ...target, enabled } : target)),
  }));
  const answer = await call('targets.setEnabled', { id, enabled });
  if (!answer.ok) toastFailure(answer);
  await notifications.refresh();
}

/** @returns the copy, which is switched off; null where there is none. */
export async function duplicateTarget(id: string): Promise<TargetView | null> {
  const answer = await call('targets.duplicate', id);
  if (!answer.ok) {
    toastFailure(answer);
    return null;
  }
  await notifications.refresh();
  const name = answer.value.label || answer.value.serviceLabel;
  toastDone(`Copied as “${name}”. It is switched off until you switch it on.`);
  return answer.value;
}

/** Gone at once; main keeps it for ten seconds. */
export async function removeTarget(id: string, name: string): Promise<void> {
  const answer = await call('targets.remove', id);
  if (!answer.ok) return toastFailure(answer);
  await notifications.refresh();
  toastUndo(`Removed ${name}.`, () => void restoreTarget(id, name));
}

async function restoreTarget(id: string, name: string): Promise<void> {
  const answer = await call('targets.restore', id);
  if (answer.ok) toastDone(`${name} is back.`);
  else toastFailure(answer);
  await notifications.refresh();
}
