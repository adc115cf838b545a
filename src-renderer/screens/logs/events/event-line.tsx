import { memo } from 'react';
import type { AuditEvent } from '../../../../src-shared/audit-event.ts';
import { LineName, ListLine } from '../../../components/list-table.tsx';
import { SEVERITY_STATUS } from '../../../components/status.ts';
import { StatusIcon } from '../../../components/status-icon.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import styles from '../logs.module.css';

interface Props {
  event: AuditEvent;
  index: number;
  top: number;
  /** Its name, where there are several. */
  account: string | undefined;
  open: boolean;
  onOpen: (id: number | undefined) => void;
}

export const EventLine = memo(function EventLine({ event, index, top, account, open, onOpen }: Props) {
  const { status, word } = SEVERITY_STATUS[event.severity];
  return (
    <ListLine
      index={index}
      top={top}
      columns={styles.columns}
      open={open}
      onToggle={() => onOpen(open ? undefined : event.id)}
    >
      <LineName
        index={index}
        open={open}
        title={event.action}
        icon={<StatusIcon status={status} word={word} quiet={status !== 'healthy'} />}
        name={event.label}
      />
      <td className="truncate" title={event.target}>
        {event.target}
        {account !== undefined && event.target !== account && <span className="dim"> · {account}</span>}
      </td>
      <td className={`${styles.actor} dim truncate`} title={event.actor}>
        {event.actor}
      </td>
      <td className={`${styles.when} dim`}>
        <TimeAgo iso={event.at} />
      </td>
    </ListLine>
  );
});
