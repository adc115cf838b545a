import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Failure } from '../../src-shared/result.ts';
import styles from './states.module.css';
import { StatusIcon } from './status-icon.tsx';

interface EmptyProps {
  icon: ReactNode;
  title: string;
  /** What will be here, and why it is not yet. */
  children: ReactNode;
  /** The button that makes it so. */
  action?: ReactNode;
  compact?: boolean;
}

export function EmptyState({ icon, title, children, action, compact = false }: EmptyProps) {
  return (
    <div className={compact ? styles.compact : styles.empty}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <p className={styles.title}>{title}</p>
      <p className={styles.text}>{children}</p>
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  );
}

interface ErrorProps {
  failure: Failure;
  retry: () => void;
}

/** What could not be shown, in main's own words, and the way to try again. */
export function ErrorState({ failure, retry }: ErrorProps) {
  return (
    <div className={styles.error} role="alert">
      <StatusIcon status="unknown" word="" size={18} />
      <p className={styles.errorText}>{failure.message}</p>
      <Button variant="default" size="xs" leftSection={<IconRefresh size={14} />} onClick={retry}>
        Try again
      </Button>
    </div>
  );
}
