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
  const chip = (key: keyof DeliveryFilter, label: string): Chip => ({
    key,
    label,
    remove: () => deliveries.filter({ ...filter, [key]: null }),
  });
  const chips: Chip[] = [];
  if (status !== null) chips.push(chip('status', `Status: ${DELIVERY_STATUS[status].word}`));
  if (target !== null) chips.push(chip('target', `Target: ${targets.get(target) ?? target}`));
  if (account !== null) chips.push(chip('account', `Account: ${accounts.get(account) ?? account}`));
  return chips;
}
