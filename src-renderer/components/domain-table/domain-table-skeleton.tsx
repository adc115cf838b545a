import { Skeleton } from '@mantine/core';
import styles from './domain-skeleton.module.css';

/** As many rows as usually are in sight. */
const ROWS = Array.from({ length: 9 }, (_, index) => index);

/** The frame of the table that comes. */
export function DomainTableSkeleton() {
  return (
    <div className={styles.frame} role="status" aria-label="Loading the domains">
      <div className={styles.head} />
      {ROWS.map((row) => (
        <div key={row} className={styles.row}>
          <Skeleton h={12} w={`${24 + ((row * 7) % 13)}%`} radius="sm" />
          <Skeleton h={12} w="34%" radius="sm" />
          <Skeleton h={12} w="14%" radius="sm" />
        </div>
      ))}
    </div>
  );
}
