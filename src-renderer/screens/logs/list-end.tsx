import { Button } from '@mantine/core';
import type { Row } from '../../lib/cursor-list.ts';
import { dayOf, dayWords } from '../../lib/local-day.ts';
import { type CursorState, MOST_ROWS } from '../../stores/cursor-store.ts';
import styles from './logs.module.css';

interface Props {
  state: Pick<CursorState<unknown, Row>, 'shown' | 'searching' | 'stopped' | 'error'>;
  /** At the end of the list. */
  end: string;
  onStop: () => void;
  onGoOn: () => void;
}

const until = (reached: string | null, word: string) =>
  reached === null ? '' : ` ${word} ${dayWords(dayOf(reached))}`;

/** How far the list goes: its end, the search that goes on, or the one that was stopped. */
export function ListEnd({ state: { shown, searching, stopped, error }, end, onStop, onGoOn }: Props) {
  if (shown === null) return null;
  const { count, nextBefore } = shown.list;
  return (
    <div className={styles.end} role="status">
      {searching !== null && (
        <>
          <span>Searching older events…{until(searching.reached, 'up to')}</span>
          <Button variant="default" size="xs" onClick={onStop}>
            Stop
          </Button>
        </>
      )}
      {searching === null && stopped !== null && nextBefore !== null && (
        <>
          <span>Searched back{until(stopped.reached, 'to')}.</span>
          <Button variant="default" size="xs" onClick={onGoOn}>
            Search older events
          </Button>
        </>
      )}
      {searching === null && stopped === null && error === null && (
        <span>
          {nextBefore === null && count > 0 && end}
          {nextBefore !== null &&
            (count < MOST_ROWS ? 'Loading older ones…' : 'Choose a time to see older ones.')}
        </span>
      )}
    </div>
  );
}
