import type { Reading } from '../../../lib/chart/series.ts';
import styles from './history.module.css';

interface Props {
  label: string;
  readings: readonly Reading[];
  when: (time: number) => string;
  words: (reading: Reading) => string;
}

/** The same as the chart, newest first. */
export function ReadingTable({ label, readings, when, words }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.tableFrame} tabIndex={0} aria-label={`${label}, readings`}>
      <table className={`${styles.table} tabular`}>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">{label}</th>
          </tr>
        </thead>
        <tbody>
          {readings.toReversed().map((reading) => (
            <tr key={reading.at}>
              <td>{when(reading.at)}</td>
              <td>{words(reading)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
