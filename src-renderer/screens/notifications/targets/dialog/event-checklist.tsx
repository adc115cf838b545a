import { Checkbox } from '@mantine/core';
import { useId } from 'react';
import type { OfferedEvent, offeredEvents } from '../../../../lib/target-filter.ts';
import styles from './event-checklist.module.css';

type Groups = ReturnType<typeof offeredEvents>;

interface Props {
  groups: Groups;
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** The subscribed events in the log's groups, each of which can be ticked as a whole. */
export function EventChecklist({ groups, chosen, onChange }: Props) {
  const set = (names: readonly string[], on: boolean) => {
    const kept = chosen.filter((name) => !names.includes(name));
    onChange(on ? [...kept, ...names] : kept);
  };
  return (
    <div className={styles.list}>
      {groups.map(({ group, events }) => (
        <Group key={group} group={group} events={events} chosen={chosen} set={set} />
      ))}
    </div>
  );
}

interface GroupProps {
  group: string;
  events: OfferedEvent[];
  chosen: readonly string[];
  set: (names: readonly string[], on: boolean) => void;
}

function Group({ group, events, chosen, set }: GroupProps) {
  const id = useId();
  const names = events.map(({ name }) => name);
  const ticked = names.filter((name) => chosen.includes(name)).length;
  return (
    <fieldset className={styles.group} aria-labelledby={id}>
      <div className={styles.head}>
        <Checkbox
          size="xs"
          label={<span id={id}>{group}</span>}
          aria-label={`All ${group} events for this target`}
          checked={ticked === names.length}
          indeterminate={ticked > 0 && ticked < names.length}
          onChange={(event) => set(names, event.currentTarget.checked)}
        />
        <span className={styles.count}>
          {ticked} of {names.length}
        </span>
      </div>
      <ul className={styles.events}>
        {events.map(({ name, label, subscribed }) => (
          <li key={name}>
            <Checkbox
              size="xs"
              checked={chosen.includes(name)}
              label={label}
              description={
                subscribed ? undefined : 'Not ticked under “Notify on audit events”: not sent to anybody.'
              }
              onChange={(event) => set([name], event.currentTarget.checked)}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
