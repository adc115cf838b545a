import { Button, Popover, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { dayOf } from '../../../lib/local-day.ts';
import { isBackwards, type LogFilter, timeWords } from '../../../lib/log-filter.ts';
import { narrowEvents } from '../../../stores/events.ts';
import styles from './filters.module.css';

const DAY_MS = 86_400_000;
/** Days counted with today. */
const PRESETS = [
  { label: 'Today', days: 1 },
  { label: 'Last 7 days', days: 7 },
  { label: 'Last 30 days', days: 30 },
] as const;

/** From one local day to another, both included. */
export function TimeFilter({ filter }: { filter: LogFilter }) {
  const set = (from: string | null, to: string | null) => narrowEvents({ from, to });
  const words = timeWords(filter) ?? 'Any time';
  const today = dayOf(Date.now());
  return (
    <Popover position="bottom-start" trapFocus width={290} withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconCalendar size={15} />}
          aria-label={`Filter by time: ${words}`}
        >
          {words.charAt(0).toUpperCase() + words.slice(1)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Filter by time" className={styles.drop}>
        <div className={styles.presets}>
          {PRESETS.map(({ label, days }) => (
            <Button
              key={label}
              variant="default"
              size="xs"
              onClick={() => set(dayOf(Date.now() - (days - 1) * DAY_MS), null)}
            >
              {label}
            </Button>
          ))}
        </div>
        <div className={styles.dates}>
          <TextInput
            type="date"
            label="From"
            max={filter.to ?? today}
            value={filter.from ?? ''}
            onChange={(event) => set(event.currentTarget.value || null, filter.to)}
          />
          <TextInput
            type="date"
            label="To"
            {...(filter.from !== null && { min: filter.from })}
            max={today}
            value={filter.to ?? ''}
            error={isBackwards(filter) && 'Ends before it begins.'}
            onChange={(event) => set(filter.from, event.currentTarget.value || null)}
          />
        </div>
        <div className={styles.foot}>
          <Button
            variant="subtle"
            size="xs"
            disabled={filter.from === null && filter.to === null}
            onClick={() => set(null, null)}
          >
            Any time
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
