import type { MailboxRow } from '../../../src-shared/views/mailboxes.ts';
import { StatusWord } from '../../components/status-icon.tsx';
import { UsageBar } from '../../components/usage-bar.tsx';
import {
  alarmWord,
  MEASURE_WORDS,
  measureWords,
  percentOfMeasure,
  shortMeasureWords,
} from '../../lib/measures.ts';
import styles from './mailboxes.module.css';

interface Props {
  row: MailboxRow;
  measure: 'storage' | 'sends';
  threshold: number | undefined;
}

/** The numbers in words above their bar; an alarm by shape and word. */
export function MeasureCell({ row, measure, threshold }: Props) {
  const percent = percentOfMeasure(row, measure);
  const alarm = alarmWord(row, measure);
  const words = measureWords(row, measure);
  return (
    <div className={styles.measure}>
      <span className={styles.words}>
        <span className={`truncate tabular ${percent === undefined ? 'dim' : ''}`} title={words}>
          <span className={styles.long}>{words}</span>
          <span className={styles.short} aria-hidden="true">
            {shortMeasureWords(row, measure)}
          </span>
        </span>
        {alarm !== undefined && <StatusWord {...alarm} size={13} />}
      </span>
      {percent !== undefined && (
        <UsageBar
          percent={percent}
          {...(threshold !== undefined && { threshold })}
          alarmed={alarm !== undefined}
          label={`${MEASURE_WORDS[measure]} of ${row.mailbox}`}
        />
      )}
    </div>
  );
}
