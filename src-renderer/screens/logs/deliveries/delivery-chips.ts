import type { Chip } from '../../../components/filter-chips.tsx';
import { DELIVERY_STATUS } from '../../../components/status.ts';
import { type DeliveryFilter, deliveries } from '../../../stores/deliveries.ts';

/** What ids are called; those of what is gone are shown as they are. */
interface Names {
  targets: ReadonlyMap<string, string>;
  accounts: ReadonlyMap<string, string>;
}

/** Each thing that narrows the deliveries, with the filter without it. */
export function deliveryChips(filter: DeliveryFilter, { targets, accounts }: Names): Chip[] {
  const { status, target, account } = filter;
  const without = (change: Partial<DeliveryFilter>) => () => deliveries.filter({ ...filter, ...change });
  return [
    ...(status === null
      ? []
      : [
          {
            key: 'status',
            label: `Status: ${DELIVERY_STATUS[status].word}`,
            remove: without({ status: null }),
          },
        ]),
    ...(target === null
      ? []
      : [
          {
            key: 'target',
            label: `Target: ${targets.get(target) ?? target}`,
            remove: without({ target: null }),
          },
        ]),
    ...(account === null
      ? []
      : [
          {
            key: 'account',
            label: `Account: ${accounts.get(account) ?? account}`,
            remove: without({ account: null }),
          },
        ]),
  ];
}
