import { SegmentedControl } from '@mantine/core';
import { useRef, useState } from 'react';
import { Page } from '../../components/page.tsx';
import { go, useNavigation } from '../../stores/navigation.ts';
import { DeliveriesView } from './deliveries/deliveries-view.tsx';
import { EventPanel } from './event-panel.tsx';
import { EventsView } from './events/events-view.tsx';
import styles from './logs.module.css';

type View = 'events' | 'deliveries';

const VIEWS: { value: View; label: string }[] = [
  { value: 'events', label: 'Events' },
  { value: 'deliveries', label: 'Deliveries' },
];

/** What happened, and what was sent to whom. */
export function LogsScreen() {
  const [view, setView] = useState<View>('events');
  const eventId = useNavigation((state) => state.place.eventId);
  const scroll = useRef<HTMLDivElement>(null);
  const open = (id: number | undefined) => go({ screen: 'logs', ...(id !== undefined && { eventId: id }) });
  const parts = { open: eventId, onOpen: open, scroll };
  return (
    <Page
      title="Logs"
      scrollRef={scroll}
      heading={
        <div className={styles.heading}>
          <h1 className={styles.title}>Logs</h1>
          <SegmentedControl
            size="xs"
            aria-label="What to show"
            data={VIEWS}
            value={view}
            onChange={(value) => {
              scroll.current?.scrollTo({ top: 0 });
              setView(value as View);
            }}
          />
        </div>
      }
      panel={
        eventId !== undefined && <EventPanel key={eventId} id={eventId} onClose={() => open(undefined)} />
      }
    >
      {view === 'events' ? <EventsView {...parts} /> : <DeliveriesView {...parts} />}
    </Page>
  );
}
