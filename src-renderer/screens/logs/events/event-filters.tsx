import { SearchField } from '../../../components/search-field.tsx';
import type { LogFilter } from '../../../lib/log-filter.ts';
import { narrowEvents } from '../../../stores/events.ts';
import { AccountFilter } from '../account-filter.tsx';
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

export function EventFilters({ filter, accounts, empty }: Props) {
  return (
    <div className={styles.filters}>
      <div className={styles.search}>
        <SearchField
          label="Search events"
          placeholder="Search domains, mailboxes, events"
          value={filter.text}
          onSearch={(text) => narrowEvents({ text })}
        />
      </div>
      <ActionFilter filter={filter} />
      <TimeFilter filter={filter} />
      <AccountFilter
        accounts={accounts}
        value={filter.account}
        onChange={(account) => narrowEvents({ account })}
      />
      <span className={styles.push}>
        <ExportMenu filter={filter} disabled={empty} />
      </span>
    </div>
  );
}
