import type { ScanProgress } from '../../src-shared/views/scans.ts';

/** The scans under way, several monitors at a time: an hour of one must not keep a person from another. */
export interface ScanState {
  /** What is shown: the scan that began last, else how the last one ended. */
  progress: ScanProgress | null;
  running: ReadonlyMap<string, ScanProgress>;
}

export const NO_SCAN: ScanState = { progress: null, running: new Map() };

export function withProgress({ running: before }: ScanState, told: ScanProgress): ScanState {
  const running = new Map(before);
  const key = `${told.id} ${told.monitor}`;
  if (told.state === 'running') running.set(key, told);
  else running.delete(key);
  return { progress: [...running.values()].at(-1) ?? told, running };
}
