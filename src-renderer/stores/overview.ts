import { create } from 'zustand';
import type { ScanKind, ScanProgress } from '../../src-shared/views.ts';
import { call } from '../ipc.ts';
import { onTopics } from './feed.ts';
import { createResource } from './resource.ts';
import { toastFailure } from './toasts.ts';

export const overview = createResource(
  () => call('overview.get'),
  ['accounts', 'domains', 'mailboxes', 'quotas', 'monitors', 'network', 'deliveries', 'targets'],
);

/** Progress comes with the feed itself: asking for it would always be late. */
export const useScan = create<{ progress: ScanProgress | null }>(() => ({ progress: null }));

onTopics(['scan'], (message) => {
  if (message.topic !== 'scan') return;
  useScan.setState({ progress: message.progress });
  if (message.progress.state !== 'running') void overview.refresh();
});
overview.subscribe((state, before) => {
  // A window opened during a scan has missed its earlier messages.
  if (before.value === null && state.value?.scan && useScan.getState().progress === null) {
    useScan.setState({ progress: state.value.scan });
  }
});

export async function startScan(kind: ScanKind, domains?: string[]): Promise<boolean> {
  const answer = await call('scan.start', domains === undefined ? { kind } : { kind, domains });
  if (!answer.ok) toastFailure(answer);
  return answer.ok;
}

export async function cancelScan(): Promise<void> {
  const answer = await call('scan.cancel');
  if (!answer.ok) toastFailure(answer);
}
