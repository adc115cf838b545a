import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { MonitorName } from '../../../src-shared/monitors.ts';

/** One run of a monitor, as the world saw it. Times are the world's. */
export interface Run {
  monitor: MonitorName;
  from: number;
  to: number;
  /** When the oldest answer can have been given on which this run goes by. */
  oldest: number;
  /** `killed`: with the app, before it had stored its outcome. `recheck`: of one domain, however it ended. */
  outcome: 'ok' | 'failed' | 'cancelled' | 'killed' | 'recheck';
  /** What it has recorded. */
  events: AuditEvent[];
}

/** Answers of the last minute are shared between monitors. */
export const SHARED_MS = 60_000;
