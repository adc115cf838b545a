import { Button, Select } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { Overall } from '../../../src-shared/dns-health.ts';
import { SearchField } from '../../components/search-field.tsx';
import { isTroubleFirst, TROUBLE_FIRST } from '../../lib/domain-list.ts';
import { count } from '../../lib/format.ts';
import { filterDomainList, sortDomainList, useDomainList } from '../../stores/domains.ts';
import styles from './domains.module.css';
import { StatusFilter } from './status-filter.tsx';

interface Props {
  /** Of what search and account leave. */
  counts: Record<Overall, number>;
  total: number;
  shown: number;
  /** Null: there is only one. */
  accounts: ReadonlyMap<string, string> | null;
}

const ALL = '';

export function DomainToolbar({ counts, total, shown, accounts }: Props) {
  const { filter, sort } = useDomainList();
  return (
    <div className={styles.toolbar}>
      <div className={styles.search}>
        <SearchField
          label="Search domains"
          value={filter.text}
          onSearch={(text) => filterDomainList({ text })}
        />
      </div>
      {accounts !== null && (
        <Select
          className={styles.accounts}
          aria-label="Account"
          data={[
            { value: ALL, label: 'All accounts' },
            ...[...accounts].map(([value, label]) => ({ value, label })),
          ]}
          value={filter.account ?? ALL}
          onChange={(account) => filterDomainList({ account: account === ALL ? null : account })}
        />
      )}
      <StatusFilter counts={counts} total={total} />
      {!isTroubleFirst(sort) && (
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconArrowBackUp size={14} />}
          onClick={() => sortDomainList(TROUBLE_FIRST)}
        >
          Trouble first
        </Button>
      )}
      <span className="visually-hidden" role="status">
        {count(shown, 'domain')} shown
      </span>
    </div>
  );
}
