import { Button } from '@mantine/core';
import { IconList } from '@tabler/icons-react';
import { FilterChips } from '../../../components/filter-chips.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { useScrollToTop } from '../../../components/use-scroll-to-top.ts';
import { isFiltered, NO_FILTER } from '../../../lib/log-filter.ts';
import { useAccountNames } from '../../../stores/account-names.ts';
import { events, filterEvents } from '../../../stores/events.ts';
import { CursorTable } from '../cursor-table.tsx';
import { FreshPill } from '../fresh-pill.tsx';
import { ListEnd } from '../list-end.tsx';
import { LogSkeleton } from '../log-skeleton.tsx';
import type { LogViewProps } from '../log-view.ts';
import styles from '../logs.module.css';
import { EventFilters } from './event-filters.tsx';
import { EventLine } from './event-line.tsx';
import { filterChips } from './filter-chips.ts';

/** The audit log, newest first. */
export function EventsView({ open, onOpen, scroll }: LogViewProps) {
  const state = events.use();
  const accounts = useAccountNames();
  const { filter, shown, fresh, error, searching } = state;
  useScrollToTop(scroll, shown?.filter);
  const filtered = shown !== null && isFiltered(shown.filter);
  const none = shown !== null && shown.list.count === 0;
  return (
    <>
      <EventFilters filter={filter} accounts={accounts} empty={none} />
      <FilterChips chips={filterChips(filter, accounts)} clearAll={() => filterEvents(NO_FILTER)} />
      {error !== null && <ErrorState failure={error} retry={events.retry} />}
      {shown === null && error === null && <LogSkeleton />}
      <FreshPill
        fresh={fresh.length}
        one="event"
        many="events"
        onShow={() => {
          events.showFresh();
          scroll.current?.scrollTo({ top: 0 });
        }}
      />
      {none && shown.list.nextBefore === null && searching === null && error === null && (
        <EmptyState
          icon={<IconList size={22} />}
          title={filtered ? 'No such event' : 'The log is empty'}
          action={
            filtered && (
              <Button variant="default" size="xs" onClick={() => filterEvents(NO_FILTER)}>
                Show all events
              </Button>
            )
          }
        >
          {filtered
            ? 'Nothing that matches all of the filters above has happened since the log began.'
            : 'Everything that happens is written down here: problems found and gone, changes, and what was sent to whom.'}
        </EmptyState>
      )}
      <div className={styles.list} data-waiting={(shown !== null && shown.filter !== filter) || undefined}>
        {shown !== null && shown.list.count > 0 && (
          <CursorTable
            label="Events"
            list={shown.list}
            columns={styles.columns}
            scroll={scroll}
            onSight={events.lookAt}
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
            {(event, place) => (
              <EventLine
                key={event.id}
                event={event}
                {...place}
                account={accounts.size > 1 && event.account ? accounts.get(event.account) : undefined}
                open={event.id === open}
                onOpen={onOpen}
              />
            )}
          </CursorTable>
        )}
        <ListEnd state={state} end="The beginning of the log." onStop={events.stop} onGoOn={events.goOn} />
      </div>
    </>
  );
}
