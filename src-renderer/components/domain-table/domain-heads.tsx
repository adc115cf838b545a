import { CHECK_LABELS, CHECK_NAMES, type CheckName } from '../../../src-shared/dns-health.ts';
import type { DomainColumn, DomainSort } from '../../lib/domain-list.ts';
import { SortHead } from '../sort-head.tsx';
import { checkClass } from './check-class.ts';
import styles from './domain-table.module.css';

const SHORT: Partial<Record<CheckName, string>> = { verification: 'Verify', mail: 'Mail', webmail: 'Web' };

interface HeadProps {
  by: DomainColumn;
  label: string;
  /** The whole words where the label is short. */
  title?: string;
  className?: string | undefined;
  sort: DomainSort | undefined;
  onSort: ((by: DomainColumn) => void) | undefined;
}

function Head({ by, label, title, className, sort, onSort }: HeadProps) {
  if (sort === undefined || onSort === undefined) {
    return (
      <th scope="col" className={className} title={title}>
        {label}
      </th>
    );
  }
  const says = `Sort by ${title ?? label.toLowerCase()}`;
  return (
    <SortHead className={className} keys={[{ key: by, label, title: says }]} sorting={sort} onSort={onSort} />
  );
}

const FIRST = [
  { key: 'status' as const, label: 'Status', title: 'Sort by status, trouble first' },
  { key: 'domain' as const, label: 'Domain', title: 'Sort by domain' },
];

/** The first cell of a row has both. */
function FirstHead({ sort, onSort }: Pick<HeadProps, 'sort' | 'onSort'>) {
  if (sort === undefined || onSort === undefined) return <th scope="col">Domain</th>;
  return <SortHead<DomainColumn> keys={FIRST} sorting={sort} onSort={onSort} />;
}

interface Props {
  sort: DomainSort | undefined;
  onSort: ((by: DomainColumn) => void) | undefined;
  several: boolean;
}

export function DomainHeads({ several, ...sorting }: Props) {
  return (
    <>
      <FirstHead {...sorting} />
      {several && <Head by="account" label="Account" className={styles.account} {...sorting} />}
      {sorting.sort === undefined && (
        <th scope="col" className={styles.wide}>
          Hosting
        </th>
      )}
      {CHECK_NAMES.map((name) => (
        <Head
          key={name}
          by={name}
          label={SHORT[name] ?? CHECK_LABELS[name]}
          title={CHECK_LABELS[name]}
          className={checkClass(name)}
          {...sorting}
        />
      ))}
      <Head by="mailboxes" label="Mailboxes" className={`${styles.wide} ${styles.number}`} {...sorting} />
      <Head by="fullest" label="Fullest mailbox" className={styles.middle} {...sorting} />
      <Head by="checked" label="Checked" className={`${styles.middle} ${styles.number}`} {...sorting} />
    </>
  );
}
