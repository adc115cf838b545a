import { memo } from 'react';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import { SEVERITY_STATUS } from '../../components/status.ts';
import { StatusIcon } from '../../components/status-icon.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import styles from './logs.module.css';

interface Props {
  event: AuditEvent;
  index: number;
  top: number;
  open: boolean;
  onOpen: (id: number | undefined) => void;
}

export const EventLine = memo(function EventLine({ event, index, top, open, onOpen }: Props) {
  const { status, word } = SEVERITY_STATUS[event.severity];
  return (
    // The event's own button is the keyboard's way; the row only helps the mouse
    <tr
      aria-rowindex={index + 2}
      className={`${styles.row} ${styles.line}`}
      data-open={open || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onOpen(open ? undefined : event.id)}
    >
      <td className={styles.event}>
        <StatusIcon status={status} word={word} quiet={status !== 'healthy'} />
        <button
          type="button"
          data-row={index}
          aria-expanded={open}
          className={styles.name}
          title={event.action}
        >
          {event.label}
        </button>
      </td>
      <td className="truncate" title={event.target}>
        {event.target}
      </td>
      <td className={`${styles.actor} dim truncate`} title={event.actor}>
        {event.actor}
      </td>
      <td className={`${styles.when} dim`}>
        <TimeAgo iso={event.at} />
      </td>
    </tr>
  );
});
