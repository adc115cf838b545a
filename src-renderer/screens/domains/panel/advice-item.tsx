import { IconBulbFilled, IconCheck, IconHelpCircle, IconMinus } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { AdviceResult, AdviceStatus } from '../../../../src-shared/dns-advice.ts';
import { CopyButton } from '../../../components/copy-button.tsx';
import { FoldButton } from '../../../components/fold-button.tsx';
import styles from './advice.module.css';

/** Shapes of their own: nobody is to take advice for a failing check. */
const LOOK: Record<AdviceStatus, { icon: typeof IconCheck; word: string }> = {
  advice: { icon: IconBulbFilled, word: 'Could be better' },
  good: { icon: IconCheck, word: 'Good' },
  unknown: { icon: IconHelpCircle, word: 'Not known' },
  skipped: { icon: IconMinus, word: 'Does not apply' },
};

/** Open where there is something to do. */
export function AdviceItem({ result }: { result: AdviceResult }) {
  const [toggled, setToggled] = useState<boolean | null>(null);
  const open = toggled ?? result.status === 'advice';
  const id = useId();
  const { icon: Shape, word } = LOOK[result.status];
  return (
    <li className={styles.item}>
      <FoldButton className={styles.toggle} open={open} onToggle={() => setToggled(!open)} controls={id}>
        <Shape size={16} className={styles.icon} data-status={result.status} aria-hidden="true" />
        <span className={styles.label}>{result.label}</span>
        <span className={styles.word} data-status={result.status}>
          {word}
        </span>
      </FoldButton>
      {open && (
        <div id={id} className={styles.detail}>
          <p>{result.message}</p>
          <p className={styles.why}>{result.why}</p>
          {result.found.map((record) => (
            <p key={record} className={styles.record}>
              <code className="mono">{record}</code>
              <CopyButton text={record} label={`Copy what is published for ${result.label}`} />
            </p>
          ))}
        </div>
      )}
    </li>
  );
}
