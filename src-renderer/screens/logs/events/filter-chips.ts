import { actionDefinition } from '../../../../src-shared/audit-actions.ts';
import type { Chip } from '../../../components/filter-chips.tsx';
import { type LogFilter, timeWords, withAction, withGroup } from '../../../lib/log-filter.ts';
import { filterEvents } from '../../../stores/events.ts';

/** Each thing that narrows the log, with the filter without it. */
export function filterChips(filter: LogFilter, accounts: ReadonlyMap<string, string>): Chip[] {
  const time = timeWords(filter);
  const without = (change: Partial<LogFilter>) => () => filterEvents({ ...filter, ...change });
  return [
    ...(filter.text === ''
      ? []
      : [{ key: 'text', label: `Text: ${filter.text}`, remove: without({ text: '' }) }]),
    ...filter.groups.map((group) => ({
      key: `group ${group}`,
      label: `All of ${group}`,
      remove: () => filterEvents(withGroup(filter, group, false)),
    })),
    ...filter.actions.map((action) => ({
      key: action,
      label: actionDefinition(action).label,
      remove: () => filterEvents(withAction(filter, action, false)),
    })),
    ...(filter.account === null
      ? []
      : [
          {
            key: 'account',
            label: `Account: ${accounts.get(filter.account) ?? filter.account}`,
            remove: without({ account: null }),
          },
        ]),
    ...(time === null
      ? []
      : [{ key: 'time', label: `Time: ${time}`, remove: without({ from: null, to: null }) }]),
  ];
}
