import type { AccountQuotaView } from '../../../src-shared/views/accounts.ts';
import type { AppState, Overview } from '../../../src-shared/views/app.ts';
import type { MonitorView } from '../../../src-shared/views/scans.ts';

/** What is known, judged as one state for the tray. Pure. */
export interface StateInput {
  counts: Overview['counts'];
  alarmedTotal: number;
  /** Those whose alarm stands, or that are in their grace period. */
  quotas: readonly AccountQuotaView[];
  monitors: readonly MonitorView[];
  online: boolean;
  /** True where an account is set up. */
  configured: boolean;
  /** MXroute refuses an account's credentials: whatever runs next will learn nothing. */
  refused: boolean;
}

/**
 * The monitors without which "all well" cannot be said. The other two failing alone is told as a line of its own: what
 * the tray's icon stands for, delivery and mailboxes, is still being seen.
 */
export const EYES = ['dns', 'usage'] as const;

/**
 * Trouble that is known outranks not being able to look: offline hides no unhealthy domain.
 * A mailbox in alarm, and an account that is nearly full, count as degraded: mail still arrives.
 */
export function appState(input: StateInput): AppState {
  const { counts, configured } = input;
  if (!configured) return 'unknown';
  if (counts.unhealthy > 0) return 'unhealthy';
  if (!input.online || input.refused || input.monitors.some(isBlind)) return 'unknown';
  if (counts.degraded > 0 || input.alarmedTotal > 0 || input.quotas.length > 0) return 'degraded';
  return counts.healthy > 0 ? 'healthy' : 'unknown';
}

/** Its last scan could not run. */
export const cannotRun = ({ enabled, lastOk }: MonitorView): boolean => enabled && lastOk === false;

export const isBlind = (view: MonitorView): boolean =>
  cannotRun(view) && EYES.some((monitor) => monitor === view.monitor);
