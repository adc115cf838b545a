import { create } from 'zustand';
import { isScanning } from '../../src-shared/running-scans.ts';
import type { ScanKind } from '../../src-shared/views/scans.ts';
import { call } from '../ipc.ts';
import { NO_SCAN, type ScanState, withProgress } from '../lib/running-scans.ts';
import { onTopics } from './feed.ts';
import { createResource } from './resource.ts';
import { toastFailure } from './toasts.ts';

export const overview = createResource(
  () => call('overview.get'),
  ['accounts', 'domains', 'mailboxes', 'quotas', 'monitors', 'network', 'deliveries', 'targets'],
);

/** Progress comes with the feed itself: asking for it would always be late. */
export const useScan = create<ScanState>(() => NO_SCAN);

export const useScanning = (kind: ScanKind): boolean =>
  useScan((state) => isScanning(state.running.values(), kind));

onTopics(['scan'], (message) => {
  if (message.topic !== 'scan') return;
  useScan.setState((state) => withProgress(state, message.progress));
  if (message.progress.state !== 'running') void overview.refresh();
});
overview.subscribe((state, before) => {
  // A window opened during a scan has missed its earlier messages.
  if (before.value === null && state.value && useScan.getState().progress === null)
    useScan.setState(state.value.scans.reduce(withProgress, NO_SCAN));
});

/** @param only absent: everything of all accounts. */
export async function startScan(
  kind: ScanKind,
  only?: { accountId: string; domains: string[] },
): Promise<boolean> {
  const answer = await call('scan.start', { kind, ...only });
  if (!answer.ok) toastFailure(answer);
  return answer.ok;
}

export async function cancelScan(): Promise<void> {
  const answer = await call('scan.cancel');
  if (!answer.ok) toastFailure(answer);
}
