import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useEffect, useId, useState } from 'react';
import styles from './disclosure.module.css';

interface Props {
  title: string;
  /** What is inside, while it is closed. */
  summary?: string;
  /** Something inside must be seen. */
  forceOpen?: boolean;
  children: ReactNode;
}

/** A part of a form that few people need: folded away, its state told in one line. */
export function Disclosure({ title, summary, forceOpen = false, children }: Props) {
  const [opened, setOpened] = useState(false);
  const id = useId();
  useEffect(() => {
    if (forceOpen) setOpened(true);
  }, [forceOpen]);
  const shown = opened || forceOpen;
  return (
    <div className={styles.root} data-open={shown || undefined}>
      <UnstyledButton
        className={styles.head}
        aria-expanded={shown}
        aria-controls={shown ? id : undefined}
        onClick={() => setOpened(!shown)}
      >
        <IconChevronRight size={15} aria-hidden="true" className={styles.chevron} />
        <span className={styles.title}>{title}</span>
        {summary !== undefined && <span className={styles.summary}>{summary}</span>}
      </UnstyledButton>
      {shown && (
        <div id={id} className={styles.body}>
          {children}
        </div>
      )}
    </div>
  );
}
