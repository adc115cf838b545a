import { Select, Switch } from '@mantine/core';
import { FilterChips } from '../../components/filter-chips.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { count, formatNumber } from '../../lib/format.ts';
import { isNarrowed, type MailboxFilter } from '../../lib/mailbox-filter.ts';
import { filterMailboxes, type useMailboxes } from '../../stores/mailboxes.ts';
import styles from './mailboxes.module.css';

interface Props {
  filter: MailboxFilter;
  shown: ReturnType<typeof useMailboxes.getState>['shown'];
  /** Account id → name. */
  accounts: ReadonlyMap<string, string>;
}

const ALL = 'all';

export function MailboxFilters({ filter, shown, accounts }: Props) {
  const { domain, account } = filter;
  const chips = [
    ...(domain === null
      ? []
      : [{ key: 'domain', label: `Domain: ${domain}`, remove: () => filterMailboxes({ domain: null }) }]),
    ...(account === null || accounts.size > 1
      ? []
      : [
          {
            key: 'account',
            label: `Account: ${accounts.get(account) ?? account}`,
            remove: () => filterMailboxes({ account: null }),
          },
        ]),
  ];
  return (
    <div className={styles.filters}>
      <div className={styles.search}>
        <SearchField
          label="Search mailboxes"
          value={filter.text}
          onSearch={(text) => filterMailboxes({ text })}
        />
      </div>
      {accounts.size > 1 && (
        <Select
          aria-label="Account"
          w={210}
          allowDeselect={false}
          data={[
            { value: ALL, label: 'All accounts' },
            ...[...accounts].map(([value, label]) => ({ value, label })),
          ]}
          value={account ?? ALL}
          onChange={(value) => filterMailboxes({ account: value === ALL ? null : value })}
        />
      )}
      <Switch
        size="sm"
        label={shown === null ? 'Above threshold' : `Above threshold (${formatNumber(shown.above)})`}
        aria-label="Above threshold"
        checked={filter.aboveOnly}
        onChange={(event) => filterMailboxes({ aboveOnly: event.currentTarget.checked })}
      />
      <FilterChips chips={chips} />
      <p className={`${styles.total} tabular`} role="status">
        {shown !== null &&
          (isNarrowed(shown.filter)
            ? `${count(shown.rows.total, 'mailbox', 'mailboxes')} found`
            : count(shown.rows.total, 'mailbox', 'mailboxes'))}
      </p>
    </div>
  );
}
