import type { TargetView } from '../../../../src-shared/views/targets.ts';
import { DELIVERY_STATUS } from '../../../components/status.ts';
import { StatusIcon } from '../../../components/status-icon.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { durationWords } from '../../../lib/time.ts';
import styles from './targets.module.css';

/** When, how long, or why not. */
export function LastDelivery({ target }: { target: TargetView }) {
  const last = target.lastDelivery;
  if (last === null) return <span>Nothing sent yet</span>;
  const { status, word } = DELIVERY_STATUS[last.status];
  return (
    <span className={styles.last}>
      <StatusIcon status={status} word="" size={14} quiet />
      <span>
        {word} <TimeAgo iso={last.at} />
        {last.durationMs !== null && last.status === 'delivered' && ` in ${durationWords(last.durationMs)}`}
        {last.error !== null && `: ${last.error}`}
      </span>
    </span>
  );
}
