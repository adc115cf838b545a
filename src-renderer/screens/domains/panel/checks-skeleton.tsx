import { Skeleton } from '@mantine/core';
import { CHECK_LABELS } from '../../../../src-shared/dns-health.ts';
import type { DomainRow } from '../../../../src-shared/views/domains.ts';
import { CHECK_STATUS } from '../../../components/status.ts';
import { StatusIcon } from '../../../components/status-icon.tsx';
import { checksTroubleFirst } from '../../../lib/fleet.ts';
import styles from './domain-panel.module.css';

/** The statuses are known from the list: only what each check found is still to come. */
export function ChecksSkeleton({ checks }: Pick<DomainRow, 'checks'>) {
  return (
    <div role="status" aria-label="Loading the checks">
      {checksTroubleFirst((name) => checks[name]).map((name) => (
        <div key={name} className={styles.waiting}>
          <StatusIcon status={CHECK_STATUS[checks[name]].status} word="" quiet />
          <span className={styles.label}>{CHECK_LABELS[name]}</span>
          <Skeleton h={10} w={60} radius="sm" />
        </div>
      ))}
    </div>
  );
}
