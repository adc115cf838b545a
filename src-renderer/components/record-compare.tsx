import { pairRecords, type Segment } from '../lib/record-diff.ts';
import { CopyButton } from './copy-button.tsx';
import styles from './record-compare.module.css';

interface Props {
  label: string;
  expected: string[];
  found: string[];
  /** Where nothing is wrong, nothing is marked. */
  marked: boolean;
}

function Record({ segments, mark }: { segments: Segment[]; mark: string | undefined }) {
  return (
    <code className={styles.record}>
      {segments.map((segment, index) =>
        segment.changed && mark !== undefined ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one string have no other identity
          <mark key={index} className={mark}>
            {segment.text}
          </mark>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one string have no other identity
          <span key={index}>{segment.text}</span>
        ),
      )}
    </code>
  );
}

/** Expected and found side by side, row by row, with what differs marked and the expected ready to copy. */
export function RecordCompare({ label, expected, found, marked }: Props) {
  const pairs = pairRecords(expected, found);
  return (
    <div className={styles.compare}>
      <figure className={styles.side} aria-label={`Expected ${label}`}>
        <div className={styles.head}>
          <figcaption>Expected</figcaption>
          {expected.length > 0 && (
            <CopyButton text={expected.join('\n')} label={`Copy the expected ${label}`} />
          )}
        </div>
        {pairs.map(
          (pair, index) =>
            pair.expected !== null && (
              // biome-ignore lint/suspicious/noArrayIndexKey: records may repeat
              <Record key={index} segments={pair.expected} mark={marked ? styles.missing : undefined} />
            ),
        )}
        {expected.length === 0 && <span className={styles.nothing}>Nothing in particular</span>}
      </figure>
      <figure className={styles.side} aria-label={`Found ${label}`}>
        <div className={styles.head}>
          <figcaption>Found</figcaption>
          {found.length > 0 && <CopyButton text={found.join('\n')} label={`Copy the published ${label}`} />}
        </div>
        {pairs.map(
          (pair, index) =>
            pair.found !== null && (
              // biome-ignore lint/suspicious/noArrayIndexKey: records may repeat
              <Record key={index} segments={pair.found} mark={marked ? styles.wrong : undefined} />
            ),
        )}
        {found.length === 0 && <span className={styles.nothing}>Nothing published</span>}
      </figure>
    </div>
  );
}
