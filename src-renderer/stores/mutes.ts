import { call } from '../ipc.ts';
import { muteOf } from '../lib/mutes.ts';
import { useNow } from './now.ts';
import { createResource } from './resource.ts';
import { toastFailure } from './toasts.ts';

/** By itself: the Notifications screen's own answer looks for Apprise and the keychain, which no list should wait for. */
export const mutes = createResource(() => call('mutes.list'), ['targets', 'settings']);

/** The mute in force of this domain or mailbox; undefined also while nothing is known yet. */
export function useMute(subject: string) {
  const { value } = mutes.use();
  const now = Math.max(useNow(), Date.now());
  return muteOf(value ?? [], subject, now);
}

export async function mute(subject: string, hours: number): Promise<void> {
  const answer = await call('mutes.add', { subject, hours });
  if (!answer.ok) toastFailure(answer);
  await mutes.refresh();
}

export async function unmute(subject: string): Promise<void> {
  const answer = await call('mutes.remove', { subject });
  if (!answer.ok) toastFailure(answer);
  await mutes.refresh();
}
