import { useMemo, useState } from 'react';
import type { StatusPeriod } from '../../../../src-shared/views/domains.ts';
import { Disclosure } from '../../../components/disclosure.tsx';
import { STATUS } from '../../../components/status.ts';
import { StatusWord } from '../../../components/status-icon.tsx';
import { count } from '../../../lib/format.ts';
import { daysSentence, type StatusDay, statusDays } from '../../../lib/status-days.ts';
import { lastedWords, periodWords } from '../../../lib/time.ts';
import { useNow } from '../../../stores/now.ts';
import styles from './status-history.module.css';
import { StatusStrip } from './status-strip.tsx';

interface Props {
  /** Oldest first. */
  history: StatusPeriod[];
}

const dayWords = ({ from, overall }: StatusDay): string => {
  const day = from.toLocaleDateString(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
  return `${day}: ${overall === null ? 'not checked' : STATUS[overall].word.toLowerCase()}`;
};

/** One cell per day, and every change by itself for who wants to know. */
export function StatusHistory({ history }: Props) {
  const now = Math.max(useNow(), Date.now());
  const today = new Date(now).toDateString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another day, not another minute, moves the strip on
  const days = useMemo(() => statusDays(history, now), [history, today]);
  const [told, setTold] = useState<StatusDay | null>(null);
  const newest = useMemo(() => [...history].reverse(), [history]);
  return (
    <div className={styles.history}>
      <StatusStrip days={days} words={dayWords} onTell={setTold} />
      <p className={styles.told}>{told === null ? daysSentence(days) : `${dayWords(told)}.`}</p>
      {newest.length > 0 && (
        <Disclosure
          title="History"
          summary={newest.length === 1 ? 'no change' : count(newest.length - 1, 'change')}
        >
          <ol className={styles.periods}>
            {newest.map((period) => (
              <li key={period.from}>
                <StatusWord status={period.overall} />
                <span className={`${styles.when} tabular`}>{periodWords(period)}</span>
                <span className={`${styles.lasted} tabular`}>{lastedWords(period)}</span>
              </li>
            ))}
          </ol>
        </Disclosure>
      )}
    </div>
  );
}
