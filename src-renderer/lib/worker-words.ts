import type { WorkerHealth } from '../../src-shared/views/delivery-engine.ts';
import { count, formatNumber } from './format.ts';

/** How the worker is doing, one fact each, the dullest left out. When it was started is said beside it, as a time. */
export function workerFacts({ restarts, inFlight, memoryMb }: WorkerHealth, locale?: string): string[] {
  return [
    inFlight === 0 ? 'idle' : `at work on ${count(inFlight, 'message', 'messages', locale)}`,
    ...(memoryMb === null ? [] : [`${formatNumber(memoryMb, locale)} MB of memory`]),
    restarts === 0 ? 'never restarted' : `restarted ${count(restarts, 'time', 'times', locale)}`,
  ];
}

export const WORKER_STATE: Record<WorkerHealth['state'], string> = {
  running: 'Worker running',
  starting: 'Worker starting',
  restarting: 'Worker restarting',
};
