import type { MonitorName } from '../../src-shared/monitors.ts';
import { explainError } from './explain.ts';
import type { MonitorRun } from './monitor.ts';
import type { Clock, Logger } from './ports.ts';

/** What a run tells of itself; what it leaves out is that of one that failed. */
export type Told = Partial<MonitorRun> & Pick<MonitorRun, 'message'>;

export interface RunContext {
  monitor: MonitorName;
  accountId: string;
  clock: Pick<Clock, 'now'>;
  log: Logger;
  signal: AbortSignal | undefined;
  /** What the log says of a run that failed. */
  failed: string;
}

/**
 * Times one run, counts its requests, and puts into words what ended it.
 * @param work gets what to call for each request that goes out; undefined: cancelled.
 * @returns never rejects.
 */
export async function runMonitor(
  { monitor, accountId, clock, log, signal, failed }: RunContext,
  work: (sent: () => void) => Promise<Told | undefined>,
): Promise<MonitorRun> {
  const startedAt = clock.now();
  let requests = 0;
  const outcome = (told: Told): MonitorRun => ({
    monitor,
    ok: false,
    cancelled: false,
    durationMs: Math.max(0, clock.now() - startedAt),
    requests,
    events: [],
    ...told,
  });
  const cancelled = () => outcome({ cancelled: true, message: 'Cancelled.' });
  try {
    const told = await work(() => requests++);
    return told ? outcome(told) : cancelled();
  } catch (error) {
    if (signal?.aborted) return cancelled();
    const { code, message } = explainError(error);
    log.log('warn', failed, { account: accountId, code, reason: message });
    return outcome({ message, errorCode: code });
  }
}
