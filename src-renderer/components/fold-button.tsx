import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './fold-button.module.css';

interface Props {
  open: boolean;
  onToggle: () => void;
  /** Id of what it opens, which is there only while it is open. */
  controls: string;
  className?: string;
  /** What stands in its line. */
  children: ReactNode;
}

/** The line of something that can be opened below it. */
export function FoldButton({ open, onToggle, controls, className, children }: Props) {
  return (
    <button
      type="button"
      className={`${styles.button} ${className ?? ''}`}
      aria-expanded={open}
      aria-controls={open ? controls : undefined}
      onClick={onToggle}
    >
      {children}
      <IconChevronRight
        size={15}
        className={styles.chevron}
        data-open={open || undefined}
        aria-hidden="true"
      />
    </button>
  );
}
