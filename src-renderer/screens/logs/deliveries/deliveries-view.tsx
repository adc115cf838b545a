import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { FilterChips } from '../../../components/filter-chips.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { useScrollToTop } from '../../../components/use-scroll-to-top.ts';
import { useAccountNames } from '../../../stores/account-names.ts';
import { ALL_DELIVERIES, deliveries } from '../../../stores/deliveries.ts';
import { go } from '../../../stores/navigation.ts';
import { CursorTable } from '../cursor-table.tsx';
import { FreshPill } from '../fresh-pill.tsx';
import { ListEnd } from '../list-end.tsx';
import { LogSkeleton } from '../log-skeleton.tsx';
import type { LogViewProps } from '../log-view.ts';
import styles from '../logs.module.css';
import { deliveryChips } from './delivery-chips.ts';
import { DeliveryFilters } from './delivery-filters.tsx';
import { DeliveryRowLine } from './delivery-row-line.tsx';
import { useTargetNames } from './use-target-names.ts';

/** What was sent to whom, newest first; a row opens the event that it was about. */
export function DeliveriesView({ open, onOpen, scroll }: LogViewProps) {
  const state = deliveries.use();
  const targets = useTargetNames();
  const accounts = useAccountNames();
  const { filter, shown, fresh, error } = state;
  useScrollToTop(scroll, shown?.filter);
  const chips = deliveryChips(filter, { targets, accounts });
  const filtered = chips.length > 0;
  return (
    <>
      <DeliveryFilters filter={filter} targets={targets} accounts={accounts} />
      <FilterChips chips={chips} clearAll={() => deliveries.filter(ALL_DELIVERIES)} />
      {error !== null && <ErrorState failure={error} retry={deliveries.retry} />}
      {shown === null && error === null && <LogSkeleton />}
      <FreshPill
        fresh={fresh.length}
        one="delivery"
        many="deliveries"
        onShow={() => {
          deliveries.showFresh();
          scroll.current?.scrollTo({ top: 0 });
        }}
      />
      {shown?.list.count === 0 && shown.list.nextBefore === null && error === null && (
        <EmptyState
          icon={<IconSend size={22} />}
          title={filtered ? 'No such delivery' : 'Nothing has been sent yet'}
          action={
            filtered ? (
              <Button variant="default" size="xs" onClick={() => deliveries.filter(ALL_DELIVERIES)}>
                Show all deliveries
              </Button>
            ) : (
              <Button variant="default" size="xs" onClick={() => go({ screen: 'notifications' })}>
                Open Notifications
              </Button>
            )
          }
        >
          {filtered
            ? 'No delivery matches the filters above.'
            : 'Every alert stands here once for each target that gets it: delivered, waiting or failed, and why.'}
        </EmptyState>
      )}
      <div className={styles.list} data-waiting={(shown !== null && shown.filter !== filter) || undefined}>
        {shown !== null && shown.list.count > 0 && (
          <CursorTable
            label="Deliveries"
            list={shown.list}
            columns={styles.deliveryColumns}
            scroll={scroll}
            onSight={deliveries.lookAt}
            head={
              <>
                <th scope="col">Target</th>
                <th scope="col">Status</th>
                <th scope="col">Event</th>
                <th scope="col" className={styles.story}>
                  What became of it
                </th>
                <th scope="col" className={styles.when}>
                  When
                </th>
              </>
            }
          >
            {(delivery, place) => (
              <DeliveryRowLine
                key={delivery.id}
                delivery={delivery}
                {...place}
                open={delivery.eventId === open}
                onOpen={onOpen}
              />
            )}
          </CursorTable>
        )}
        <ListEnd state={state} end="The first delivery." onStop={deliveries.stop} onGoOn={deliveries.goOn} />
      </div>
    </>
  );
}
