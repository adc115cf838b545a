import { type KeyboardEvent, useRef, useState } from 'react';
import type { StatusDay } from '../../../lib/status-days.ts';
import styles from './status-history.module.css';

interface Props {
  days: readonly StatusDay[];
  words: (day: StatusDay) => string;
  /** The day under the pointer or the focus; null: none. */
  onTell: (day: StatusDay | null) => void;
}

const STEP: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, Home: -1000, End: 1000 };

/** One stop of the Tab key; the arrow keys go from day to day. Height and fill tell what colour tells. */
export function StatusStrip({ days, words, onTell }: Props) {
  const cells = useRef<HTMLOListElement>(null);
  const [at, setAt] = useState(days.length - 1);
  const move = (event: KeyboardEvent) => {
    const step = STEP[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(days.length - 1, at + step));
    setAt(next);
    cells.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <ol
      ref={cells}
      className={styles.strip}
      aria-label={`Status of the last ${days.length} days`}
      onKeyDown={move}
      onMouseLeave={() => onTell(null)}
    >
      {days.map((day, index) => (
        <li key={day.from.getTime()}>
          <button
            type="button"
            className={styles.day}
            data-status={day.overall ?? 'none'}
            aria-label={words(day)}
            tabIndex={index === at ? 0 : -1}
            onMouseEnter={() => onTell(day)}
            onFocus={() => {
              setAt(index);
              onTell(day);
            }}
            onBlur={() => onTell(null)}
          />
        </li>
      ))}
    </ol>
  );
}
