import { memo } from 'react';
import type { DeliveryRow } from '../../../../src-shared/views/log.ts';
import { LineName, ListLine } from '../../../components/list-table.tsx';
import { DELIVERY_STATUS, SEVERITY_STATUS } from '../../../components/status.ts';
import { StatusIcon } from '../../../components/status-icon.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import styles from '../logs.module.css';
import { DeliveryStory } from './delivery-story.tsx';

interface Props {
  delivery: DeliveryRow;
  index: number;
  top: number;
  open: boolean;
  onOpen: (id: number | undefined) => void;
}

export const DeliveryRowLine = memo(function DeliveryRowLine(props: Props) {
  const { delivery, index, top, open, onOpen } = props;
  const { status, word } = DELIVERY_STATUS[delivery.status];
  const severity = SEVERITY_STATUS[delivery.severity];
  return (
    <ListLine
      index={index}
      top={top}
      columns={styles.deliveryColumns}
      open={open}
      onToggle={() => onOpen(open ? undefined : delivery.eventId)}
    >
      <LineName
        index={index}
        open={open}
        title={delivery.targetLabel}
        icon={<StatusIcon status={status} word="" quiet />}
        name={delivery.targetLabel}
      />
      <td className={`${styles.status} truncate`}>{delivery.held ? 'Held' : word}</td>
      <td className={styles.about} title={`${delivery.label}: ${delivery.eventTarget}`}>
        <StatusIcon
          status={severity.status}
          word={severity.word}
          size={15}
          quiet={severity.status !== 'healthy'}
        />
        <span className="truncate">
          {delivery.label} <span className="dim">{delivery.subject ?? delivery.eventTarget}</span>
        </span>
      </td>
      <td className={`${styles.story} dim truncate`}>
        <DeliveryStory delivery={delivery} />
      </td>
      <td className={`${styles.when} dim`}>
        <TimeAgo iso={delivery.deliveredAt ?? delivery.createdAt} />
      </td>
    </ListLine>
  );
});
