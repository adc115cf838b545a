import { formatPercent } from '../lib/format.ts';
import styles from './usage-bar.module.css';

interface Props {
  /** Unrounded; above 100 the bar is full. */
  percent: number;
  /** Where the alarm begins. */
  threshold?: number;
  alarmed: boolean;
  label: string;
}

export function UsageBar({ percent, threshold, alarmed, label }: Props) {
  const width = Math.max(0, Math.min(100, percent));
  return (
    <div className={styles.bar} role="img" aria-label={`${label}: ${formatPercent(percent)}`}>
      <div className={alarmed ? styles.alarmed : styles.fill} style={{ width: `${width}%` }} />
      {threshold !== undefined && <div className={styles.threshold} style={{ left: `${threshold}%` }} />}
    </div>
  );
}
