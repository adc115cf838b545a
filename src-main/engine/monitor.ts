import type { AuditEvent } from '../../src-shared/audit-event.ts';
import type { MonitorName } from '../../src-shared/monitors.ts';
import type { Priority } from './mxroute/api.ts';

export interface ScanOptions {
  priority: Priority;
  signal?: AbortSignal;
  /** `current` is the domain that was just finished. */
  onProgress?: (done: number, total: number, current: string | null) => void;
  /** Called when the run begins to wait until it can look a second time at what is missing (doubt/doubt.ts). */
  onSecondLook?: () => void;
  /** Only these domains ("Recheck"); absent = all. */
  only?: readonly string[];
  /** Whether the computer has slept or was offline since the run began: what failed then says nothing about MXroute. */
  interrupted?: () => boolean;
}

/**
 * The outcome of one run. One that failed or was cancelled has told nothing, but for an `incomplete` one; what it read
 * without any change in it may be stored.
 */
export interface MonitorRun {
  monitor: MonitorName;
  ok: boolean;
  cancelled: boolean;
  /** Failed on the way: what it has read counts, and the next run, which is due soon, goes on with the rest. */
  incomplete?: true;
  /** A sentence: what was found, or why it could not run. */
  message: string;
  /** Why it failed; `unauthorized` and `forbidden` are reported at once, others after three in a row. */
  errorCode?: string;
  durationMs: number;
  /** API requests that this run sent. */
  requests: number;
  events: AuditEvent[];
}

export interface Monitor {
  readonly name: MonitorName;
  /** Observes, judges, and stores what changed, its events and outbox rows in one transaction. Never throws for expected faults. */
  run(options: ScanOptions): Promise<MonitorRun>;
}
