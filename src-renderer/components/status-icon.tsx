import { IconCheck } from '@tabler/icons-react';
import styles from './status.module.css';
import { STATUS, type Status } from './status.ts';

interface Props {
  status: Status;
  /** The word for assistive technology; empty where the word stands beside the icon. */
  word?: string;
  size?: number;
  /** In a table, what is fine is a small grey check. */
  quiet?: boolean;
}

/** Shape and colour of a status; its word is always there, visible beside it or as the accessible name. */
export function StatusIcon({ status, word, size = 16, quiet = false }: Props) {
  const { icon: Shape, word: usual, shape } = STATUS[status];
  const name = word ?? usual;
  const labelled = name === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name };
  if (quiet && status === 'healthy') {
    return <IconCheck size={size} stroke={2} className={styles.quiet} {...labelled} />;
  }
  return <Shape size={size} style={{ color: shape }} className={styles.icon} {...labelled} />;
}

/** Shape, colour and visible word. */
export function StatusWord({ status, word, size = 14 }: Props) {
  return (
    <span className={styles.word} style={{ color: STATUS[status].text }}>
      <StatusIcon status={status} word="" size={size} />
      {word ?? STATUS[status].word}
    </span>
  );
}
