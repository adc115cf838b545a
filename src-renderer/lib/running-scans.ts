import type { ScanProgress } from '../../src-shared/views/scans.ts';

/** The scans under way, several monitors at a time: an hour of one must not keep a person from another. */
export interface ScanState {
  /** What is shown: the scan that began last, else how the last one ended. */
  progress: ScanProgress | null;
  running: ReadonlyMap<string, ScanProgress>;
  /** Ended badly while others went on: told when these are done. */
  failed: ScanProgress | null;
}

export const NO_SCAN: ScanState = { progress: null, running: new Map(), failed: null };

export function withProgress({ running: before, failed: earlier }: ScanState, told: ScanProgress): ScanState {
  const running = new Map(before);
  const key = `${told.id} ${told.monitor}`;
  if (told.state === 'running') running.set(key, told);
  else running.delete(key);
  const isOver = before.size === 0 || (told.state === 'running' && told.monitor === earlier?.monitor);
  const failed = told.state === 'failed' ? told : isOver ? null : earlier;
  return { progress: [...running.values()].at(-1) ?? failed ?? told, running, failed };
}
