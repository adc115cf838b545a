import { Button, Checkbox, Popover } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { actionDefinition } from '../../../../src-shared/audit-actions.ts';
import {
  actionsOf,
  FILTER_GROUPS,
  isChosen,
  type LogFilter,
  withAction,
  withGroup,
} from '../../../lib/log-filter.ts';
import { filterEvents } from '../../../stores/events.ts';
import styles from './filters.module.css';

function words({ groups, actions }: LogFilter): string {
  const chosen = groups.length + actions.length;
  if (chosen === 0) return 'All events';
  if (chosen > 1) return `${chosen} kinds of events`;
  const [action] = actions;
  return action === undefined ? `All of ${groups[0]}` : actionDefinition(action).label;
}

/** Whole groups or single kinds of events. */
export function ActionFilter({ filter }: { filter: LogFilter }) {
  return (
    <Popover position="bottom-start" trapFocus width={300} withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconFilter size={15} />}
          aria-label={`Filter by event: ${words(filter)}`}
        >
          {words(filter)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Filter by event" className={styles.drop}>
        <div className={styles.groups}>
          {FILTER_GROUPS.map((group) => {
            const own = actionsOf(group);
            const chosen = own.filter((action) => isChosen(filter, action)).length;
            return (
              <fieldset key={group} className={styles.group}>
                <legend className="visually-hidden">{group}</legend>
                <Checkbox
                  size="xs"
                  label={group}
                  classNames={{ label: styles.groupName }}
                  checked={chosen === own.length}
                  indeterminate={chosen > 0 && chosen < own.length}
                  onChange={(event) => filterEvents(withGroup(filter, group, event.currentTarget.checked))}
                />
                {own.map((action) => (
                  <Checkbox
                    key={action}
                    size="xs"
                    className={styles.action}
                    label={actionDefinition(action).label}
                    checked={isChosen(filter, action)}
                    onChange={(event) =>
                      filterEvents(withAction(filter, action, event.currentTarget.checked))
                    }
                  />
                ))}
              </fieldset>
            );
          })}
        </div>
        <div className={styles.foot}>
          <Button
            variant="subtle"
            size="xs"
            disabled={filter.groups.length + filter.actions.length === 0}
            onClick={() => filterEvents({ ...filter, groups: [], actions: [] })}
          >
            All events
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
