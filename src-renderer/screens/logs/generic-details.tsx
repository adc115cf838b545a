import type { ReactNode } from 'react';
import type { EventDetails } from '../../../src-shared/audit-event.ts';
import { Section } from '../../components/section.tsx';
import { detailText, formatNumber, wordsOfKey } from '../../lib/format.ts';
import { durationWords } from '../../lib/time.ts';
import styles from './event-panel.module.css';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Deeper than this is shown as text: nobody reads a tree in a panel. */
const DEPTH = 3;

function show(value: unknown, depth = 0): ReactNode {
  if (value === null || value === undefined || value === '') return <span className="dim">none</span>;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'string') return value;
  if (depth >= DEPTH) return <code className="mono">{JSON.stringify(value)}</code>;
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className="dim">none</span>;
    return (
      <ul className={styles.values}>
        {value.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: stored values have no identity and never move
          <li key={index}>{show(item, depth + 1)}</li>
        ))}
      </ul>
    );
  }
  return isObject(value) ? <Pairs value={value} depth={depth + 1} /> : String(value);
}

const MILLISECONDS = /Ms$/;

/** Values whose name says what they are. */
function showNamed(key: string, value: unknown, depth: number): ReactNode {
  if (typeof value === 'string' && value !== '') return detailText(key, value);
  if (typeof value !== 'number') return show(value, depth);
  if (MILLISECONDS.test(key)) return durationWords(value);
  return /port$/i.test(key) ? String(value) : formatNumber(value);
}

function Pairs({ value, depth }: { value: Record<string, unknown>; depth: number }) {
  return (
    <dl className={styles.pairs}>
      {Object.entries(value).map(([key, item]) => (
        <div key={key}>
          <dt>{wordsOfKey(key.replace(MILLISECONDS, ''))}</dt>
          <dd>{showNamed(key, item, depth)}</dd>
        </div>
      ))}
    </dl>
  );
}

export function GenericDetails({ details }: { details: EventDetails }) {
  if (Object.keys(details).length === 0) return null;
  return (
    <Section title="Details">
      <div className={styles.generic}>
        <Pairs value={details} depth={0} />
      </div>
    </Section>
  );
}
