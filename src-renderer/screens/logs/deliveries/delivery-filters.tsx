import { Select } from '@mantine/core';
import type { DeliveryStatus } from '../../../../src-shared/audit-event.ts';
import { DELIVERY_STATUS } from '../../../components/status.ts';
import { type DeliveryFilter, deliveries } from '../../../stores/deliveries.ts';
import { AccountFilter } from '../account-filter.tsx';
import styles from '../logs.module.css';

interface Props {
  filter: DeliveryFilter;
  /** Target id → name. */
  targets: ReadonlyMap<string, string>;
  /** Account id → name. */
  accounts: ReadonlyMap<string, string>;
}

const ALL = 'all';
const STATUSES = ['failed', 'queued', 'sending', 'delivered'] as const satisfies DeliveryStatus[];

export function DeliveryFilters({ filter, targets, accounts }: Props) {
  return (
    <div className={styles.filters}>
      <Select
        aria-label="Status"
        w={170}
        allowDeselect={false}
        data={[
          { value: ALL, label: 'Any status' },
          ...STATUSES.map((status) => ({ value: status as string, label: DELIVERY_STATUS[status].word })),
        ]}
        value={filter.status ?? ALL}
        onChange={(value) =>
          deliveries.filter({ ...filter, status: value === ALL ? null : (value as DeliveryStatus | null) })
        }
      />
      <Select
        aria-label="Target"
        w={210}
        allowDeselect={false}
        data={[
          { value: ALL, label: 'All targets' },
          ...[...targets].map(([value, label]) => ({ value, label })),
        ]}
        value={filter.target ?? ALL}
        onChange={(value) => deliveries.filter({ ...filter, target: value === ALL ? null : value })}
      />
      <AccountFilter
        accounts={accounts}
        value={filter.account}
        onChange={(account) => deliveries.filter({ ...filter, account })}
      />
    </div>
  );
}
