import styles from './history.module.css';

export interface LegendEntry {
  look: 'area' | 'bar' | 'limit' | 'threshold' | 'forecast';
  label: string;
}

/** What the lines of a chart are; each has its own stroke, not only its own colour. */
export function Legend({ entries }: { entries: LegendEntry[] }) {
  return (
    <ul className={styles.legend}>
      {entries.map(({ look, label }) => (
        <li key={look}>
          <svg width="18" height="8" aria-hidden="true">
            {look === 'area' || look === 'bar' ? (
              <rect className={styles[look]} width="18" height="8" rx="1.5" />
            ) : (
              <line className={styles[look]} x1="0" x2="18" y1="4" y2="4" />
            )}
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
