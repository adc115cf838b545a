import { Button } from '@mantine/core';
import { useScan } from '../stores/overview.ts';
import { ProgressLine } from './progress-line.tsx';
import styles from './scan-bar.module.css';
import { StatusIcon } from './status-icon.tsx';

/**
 * How the scan in progress, or the one that just could not finish, is going. For the foot of a page: scans begin and
 * end by themselves, and nothing above may move under somebody's pointer.
 */
export function ScanBar() {
  const progress = useScan((state) => state.progress);
  if (progress === null || progress.state === 'done' || progress.state === 'cancelled') return null;
  return (
    <div className={styles.foot}>
      <div className={styles.inner}>
        {progress.state === 'running' ? (
          <ProgressLine progress={progress} />
        ) : (
          <ScanFailure message={progress.message} />
        )}
      </div>
    </div>
  );
}

function ScanFailure({ message }: { message: string | null }) {
  return (
    <div className={styles.bar} role="alert">
      <div className={styles.text}>
        <StatusIcon status="unknown" word="Scan failed" />
        <span>{message ?? 'The scan could not finish. Known states stay as they were.'}</span>
      </div>
      <Button variant="subtle" size="xs" onClick={() => useScan.setState({ progress: null })}>
        Dismiss
      </Button>
    </div>
  );
}
