import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './sort-head.module.css';

export interface Sorting<K extends string> {
  by: K;
  descending: boolean;
}

interface HeadProps<K extends string> {
  /** What this column can be sorted by, the most useful first. */
  keys: readonly { key: K; label: string; title?: string }[];
  sorting: Sorting<K>;
  /** A click on the one in force turns it round. */
  onSort: (key: K) => void;
  className?: string | undefined;
  children?: ReactNode;
}

/** A column head that sorts: the arrow and `aria-sort` tell which way. */
export function SortHead<K extends string>({ keys, sorting, onSort, className, children }: HeadProps<K>) {
  const own = keys.some(({ key }) => key === sorting.by);
  const order = sorting.descending ? 'descending' : 'ascending';
  const Arrow = sorting.descending ? IconArrowDown : IconArrowUp;
  return (
    <th scope="col" className={className} aria-sort={own ? order : 'none'}>
      <span className={styles.head}>
        {keys.map(({ key, label, title }) => (
          <button
            key={key}
            type="button"
            className={styles.button}
            data-active={key === sorting.by || undefined}
            title={title ?? `Sort by ${label.toLowerCase()}`}
            onClick={() => onSort(key)}
          >
            {label}
            {key === sorting.by && <Arrow size={13} aria-hidden="true" />}
          </button>
        ))}
        {children}
      </span>
    </th>
  );
}
