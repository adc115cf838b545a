import { useId, useState } from 'react';
import { CHECK_LABELS, type CheckName, type CheckResult } from '../../../../src-shared/dns-health.ts';
import { CopyButton } from '../../../components/copy-button.tsx';
import { FoldButton } from '../../../components/fold-button.tsx';
import { RecordCompare } from '../../../components/record-compare.tsx';
import { CHECK_STATUS, STATUS } from '../../../components/status.ts';
import { StatusIcon } from '../../../components/status-icon.tsx';
import styles from './domain-panel.module.css';

interface Props {
  name: CheckName;
  result: CheckResult;
}

const WRONG = ['fail', 'warn', 'pending'];

/** Open where something is wrong; folded to its one line where it is fine. */
export function CheckSection({ name, result }: Props) {
  const wrong = WRONG.includes(result.status);
  const [toggled, setToggled] = useState<boolean | null>(null);
  const open = toggled ?? wrong;
  const id = useId();
  const { status, word } = CHECK_STATUS[result.status];
  const label = CHECK_LABELS[name];
  return (
    <section className={styles.check} data-wrong={wrong || undefined} aria-label={label}>
      <h3>
        <FoldButton className={styles.toggle} open={open} onToggle={() => setToggled(!open)} controls={id}>
          <StatusIcon status={status} word="" quiet />
          <span className={styles.label}>{label}</span>
          <span className={styles.word} style={{ color: wrong ? STATUS[status].text : 'var(--app-dim)' }}>
            {word}
          </span>
        </FoldButton>
      </h3>
      {open && (
        <div id={id} className={styles.detail}>
          <p className={styles.message}>{result.message}</p>
          {result.expectedHost !== '' && (
            <p className={styles.host}>
              <span className="dim">Name</span>
              <code className="mono truncate" title={result.expectedHost}>
                {result.expectedHost}
              </code>
              <CopyButton text={result.expectedHost} label={`Copy the name of the ${label} record`} />
            </p>
          )}
          {(result.expected.length > 0 || result.found.length > 0) && (
            <RecordCompare
              label={`${label} record`}
              expected={result.expected}
              found={result.found}
              marked={wrong}
            />
          )}
          {result.notes.map((note) => (
            <p key={note} className={styles.extra}>
              {note}
            </p>
          ))}
        </div>
      )}
    </section>
  );
}
