import { Skeleton } from '@mantine/core';
import { MuteButton } from '../../components/mute-button.tsx';
import { MutedUntil } from '../../components/muted-until.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { ErrorState } from '../../components/states.tsx';
import { SEVERITY_STATUS } from '../../components/status.ts';
import { StatusIcon } from '../../components/status-icon.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { call } from '../../ipc.ts';
import { subjectOfEvent } from '../../lib/event-subject.ts';
import { exactTime } from '../../lib/time.ts';
import { useAccountLabels } from '../../stores/account-labels.ts';
import { useQuery } from '../../stores/use-query.ts';
import { DeliveryList } from './delivery-list.tsx';
import { EventDetailsView } from './event-details-view.tsx';
import styles from './event-panel.module.css';

interface Props {
  id: number;
  onClose: () => void;
}

/** One event: what happened, and what became of it at each target. */
export function EventPanel({ id, onClose }: Props) {
  const { value, error, again } = useQuery(`event ${id}`, () => call('events.get', id), ['deliveries']);
  const event = value?.event;
  const subject = event && subjectOfEvent(event);
  const accounts = useAccountLabels();
  const account = event?.account ? accounts?.get(event.account) : undefined;
  return (
    <SidePanel
      title={event?.label ?? 'Event'}
      onClose={onClose}
      icon={
        event && (
          <StatusIcon
            status={SEVERITY_STATUS[event.severity].status}
            word={SEVERITY_STATUS[event.severity].word}
            size={18}
          />
        )
      }
      meta={
        event && (
          <>
            <span className={styles.target}>{event.target}</span>
            <TimeAgo iso={event.at} />
            <span>by {event.actor}</span>
            {account !== undefined && account !== event.target && <span>{account}</span>}
            {subject !== undefined && <MutedUntil subject={subject} />}
          </>
        )
      }
      actions={subject !== undefined && <MuteButton subject={subject} />}
    >
      {error !== null && <ErrorState failure={error} retry={again} />}
      {value === null && error === null && <Skeleton h={140} radius="md" />}
      {value !== null && (
        <div className={styles.parts}>
          <EventDetailsView event={value.event} />
          <DeliveryList deliveries={value.deliveries} event={value.event} muted={value.muted} />
          <p className={styles.foot}>
            {exactTime(value.event.at)} · <code className="mono">{value.event.action}</code> · event{' '}
            {value.event.id}
          </p>
        </div>
      )}
    </SidePanel>
  );
}
