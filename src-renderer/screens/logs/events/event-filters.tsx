import { Select } from '@mantine/core';
import { SearchField } from '../../../components/search-field.tsx';
import type { LogFilter } from '../../../lib/log-filter.ts';
import { filterEvents } from '../../../stores/events.ts';
import styles from '../logs.module.css';
import { ActionFilter } from './action-filter.tsx';
import { ExportMenu } from './export-menu.tsx';
import { TimeFilter } from './time-filter.tsx';

interface Props {
  filter: LogFilter;
  /** Account id → name. */
  accounts: ReadonlyMap<string, string>;
  /** Nothing matches. */
  empty: boolean;
}

const ALL = 'all';

export function EventFilters({ filter, accounts, empty }: Props) {
  return (
    <div className={styles.filters}>
      <div className={styles.search}>
        <SearchField
          label="Search events"
          placeholder="Search domains, mailboxes, events"
          value={filter.text}
          onSearch={(text) => filterEvents({ ...filter, text })}
        />
      </div>
      <ActionFilter filter={filter} />
      <TimeFilter filter={filter} />
      {accounts.size > 1 && (
        <Select
          aria-label="Account"
          w={190}
          allowDeselect={false}
          data={[
            { value: ALL, label: 'All accounts' },
            ...[...accounts].map(([value, label]) => ({ value, label })),
          ]}
          value={filter.account ?? ALL}
          onChange={(value) => filterEvents({ ...filter, account: value === ALL ? null : value })}
        />
      )}
      <span className={styles.push}>
        <ExportMenu filter={filter} disabled={empty} />
      </span>
    </div>
  );
}
