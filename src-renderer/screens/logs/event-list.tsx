import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef } from 'react';
import { moveFocus } from '../../components/move-focus.ts';
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
  const body = useRef<HTMLDivElement>(null);
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
      {/* biome-ignore lint/a11y/useSemanticElements: rows are positioned by the virtual list, which a real table cannot */}
      <div className={styles.table} role="table" aria-label="Events" aria-rowcount={-1} onKeyDown={moveFocus}>
        <div className={`${styles.row} ${styles.head}`} role="row" aria-rowindex={1}>
          <span role="columnheader">Event</span>
          <span role="columnheader">Subject</span>
          <span role="columnheader" className={styles.actor}>
            By
          </span>
          <span role="columnheader" className={styles.when}>
            When
          </span>
        </div>
        <div ref={body} role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
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
        </div>
      </div>
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
