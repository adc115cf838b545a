import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef } from 'react';
import { ListTable } from '../../components/list-table.tsx';
import { useListMargin } from '../../components/use-list-margin.ts';
import type { LoadedEvents } from '../../lib/event-pages.ts';
import { loadOlder, useEvents } from '../../stores/events.ts';
import { EventLine } from './event-line.tsx';
import styles from './logs.module.css';

const ROW_HEIGHT = 36;
/** Asks for the next page this many rows before the end. */
const AHEAD = 20;

interface Props {
  loaded: LoadedEvents;
  open: number | undefined;
  onOpen: (id: number | undefined) => void;
  scroll: RefObject<HTMLDivElement | null>;
}

export function EventList({ loaded, open, onOpen, scroll }: Props) {
  const { events, nextBefore } = loaded;
  const { loadingMore, error } = useEvents();
  const body = useRef<HTMLTableSectionElement>(null);
  const margin = useListMargin(body, scroll);
  const virtual = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => events[index]?.id ?? index,
    scrollMargin: margin,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (error === null && last >= events.length - AHEAD) void loadOlder();
  }, [last, events.length, error]);
  return (
    <div>
      <ListTable
        label="Events"
        rowCount={-1}
        columns={styles.columns}
        body={body}
        virtual={virtual}
        head={
          <>
            <th scope="col">Event</th>
            <th scope="col">Subject</th>
            <th scope="col" className={styles.actor}>
              By
            </th>
            <th scope="col" className={styles.when}>
              When
            </th>
          </>
        }
      >
        {items.map((item) => {
          const event = events[item.index];
          return (
            event && (
              <EventLine
                key={event.id}
                event={event}
                index={item.index}
                top={item.start - margin}
                open={event.id === open}
                onOpen={onOpen}
              />
            )
          );
        })}
      </ListTable>
      <p className={styles.end} role="status">
        {nextBefore === null ? 'The beginning of the log.' : loadingMore ? 'Loading older events…' : ''}
        {nextBefore !== null && error !== null && (
          <Button variant="subtle" size="xs" onClick={() => void loadOlder()}>
            Load older events
          </Button>
        )}
      </p>
    </div>
  );
}
