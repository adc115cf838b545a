import type { MonitorName } from '../monitors.ts';

/** What a person can have scanned now; `usage` reads the account's storage along with the mailboxes. */
export const SCAN_KINDS = ['dns', 'usage', 'watch', 'all'] as const;
export type ScanKind = (typeof SCAN_KINDS)[number];

export interface MonitorView {
  monitor: MonitorName;
  enabled: boolean;
  intervalHours: number;
  running: boolean;
  lastStartedAt: string | null;
  lastFinishedAt: string | null;
  lastOk: boolean | null;
  /** A sentence about the last run: what it found or why it could not run. */
  lastMessage: string | null;
  nextRunAt: string | null;
}

export interface ScanProgress {
  id: string;
  kind: ScanKind;
  /** The monitor at work. */
  monitor: MonitorName;
  done: number;
  total: number;
  current: string | null;
  /** Something is missing: it waits until it can look a second time. */
  secondLook: boolean;
  state: 'running' | 'done' | 'cancelled' | 'failed';
  message: string | null;
}
