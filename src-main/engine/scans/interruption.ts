import type { MonitorRun } from '../monitor.ts';

/** Failures that may be this computer's own network. */
const OWN_NETWORK: ReadonlySet<string> = new Set(['network', 'timeout', 'no_dns']);

/**
 * Offline and asleep are states, not failures: a run that failed by them says nothing about MXroute and stays due.
 * @param interrupted this computer slept or was offline during the run.
 * @returns the run as it is told, a new one; undefined where there is nothing to excuse.
 */
export function excuse(
  run: MonitorRun,
  { offline, interrupted }: { offline: boolean; interrupted: boolean },
): MonitorRun | undefined {
  const isCut = run.incomplete === true || OWN_NETWORK.has(run.errorCode ?? '');
  if (run.ok || run.cancelled || !(offline || (interrupted && isCut))) return undefined;
  if (run.incomplete) return { ...run };
  const message = offline
    ? 'This computer is offline. The check goes on by itself when the network is back.'
    : 'This computer slept or was offline during the check, which goes on by itself.';
  return { ...run, message };
}
