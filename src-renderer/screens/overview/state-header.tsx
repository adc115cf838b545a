import type { AppState, Overview } from '../../../src-shared/views/app.ts';
import { STATUS } from '../../components/status.ts';
import { StatusIcon } from '../../components/status-icon.tsx';
import { stateSentence } from '../../lib/state-sentence.ts';
import styles from './overview.module.css';

interface Props {
  state: AppState;
  summary: string;
  counts: Overview['counts'];
}

/** The one glance: shape, colour, word, and one sentence. */
export function StateHeader({ state, summary, counts }: Props) {
  return (
    <div className={styles.state}>
      <StatusIcon status={state} word="" size={34} />
      <div className={styles.stateText}>
        <h1 className={styles.stateTitle} style={{ color: STATUS[state].text }}>
          {STATUS[state].word}
        </h1>
        <p className={`${styles.stateSummary} tabular`}>{summary || stateSentence(counts)}</p>
      </div>
    </div>
  );
}
