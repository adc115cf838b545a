import { Button } from '@mantine/core';
import { useState } from 'react';
import type { MonitorName } from '../../src-shared/monitors.ts';
import type { ScanProgress } from '../../src-shared/views/scans.ts';
import { cancelScan } from '../stores/overview.ts';
import styles from './progress-line.module.css';

const WHAT: Record<MonitorName, string> = {
  dns: 'Checking DNS health',
  usage: 'Reading mailbox usage',
  quota: 'Reading account storage',
  watch: 'Looking for changes in the account',
};

/** n of N, the domain at work, and Cancel. */
export function ProgressLine({ progress }: { progress: ScanProgress }) {
  const [cancelling, setCancelling] = useState(false);
  const percent = progress.total === 0 ? 0 : (progress.done / progress.total) * 100;
  const cancel = async () => {
    setCancelling(true);
    await cancelScan();
    setCancelling(false);
  };
  return (
    <div className={styles.line}>
      <p className={styles.text}>
        <strong>{WHAT[progress.monitor]}</strong>
        <span className="tabular">
          {progress.total === 0 ? 'starting' : `${progress.done} of ${progress.total}`}
        </span>
        <span className="dim truncate">
          {progress.secondLook ? 'Something is missing: looking again in a moment' : progress.current}
        </span>
      </p>
      <Button variant="default" size="xs" loading={cancelling} onClick={() => void cancel()}>
        Cancel
      </Button>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={WHAT[progress.monitor]}
        aria-valuemin={0}
        aria-valuemax={progress.total}
        aria-valuenow={progress.done}
      >
        <div className={styles.fill} style={{ width: `${percent}%` }} />
      </div>
    </div>
  );
}
