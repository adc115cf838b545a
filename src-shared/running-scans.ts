import { MONITOR_SETTINGS } from './monitors.ts';
import type { ScanKind, ScanProgress } from './views/scans.ts';

/** Whether asking for it now would only join what runs already. An hour of one monitor keeps nobody from another. */
export const isScanning = (underWay: Iterable<ScanProgress>, kind: ScanKind): boolean =>
  [...underWay].some((scan) =>
    kind === 'all' ? scan.kind === 'all' : MONITOR_SETTINGS[scan.monitor] === kind,
  );
