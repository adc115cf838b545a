import { call } from '../ipc.ts';
import { notifications } from './notifications.ts';
import { toastFailure } from './toasts.ts';

/** Begins; the panel shows how it goes, as the feed tells. */
export async function installApprise(): Promise<void> {
  const answer = await call('engine.install');
  if (!answer.ok) toastFailure(answer);
  await notifications.refresh();
}

export async function cancelInstall(): Promise<void> {
  const answer = await call('engine.cancelInstall');
  if (!answer.ok) toastFailure(answer);
}
