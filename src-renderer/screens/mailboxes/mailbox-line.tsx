import { memo } from 'react';
import type { MailboxRow } from '../../../src-shared/views/mailboxes.ts';
import { LineName, ListLine } from '../../components/list-table.tsx';
import { StatusIcon, StatusWord } from '../../components/status-icon.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { alarmWord, rowStatus } from '../../lib/measures.ts';
import styles from './mailboxes.module.css';
import { MeasureCell } from './measure-cell.tsx';

export interface Thresholds {
  /** Percent. */
  storage: number | undefined;
  sends: number | undefined;
}

interface Props {
  row: MailboxRow;
  index: number;
  top: number;
  thresholds: Thresholds;
  /** Its name, where there are several. */
  account: string | undefined;
  open: boolean;
  onOpen: (row: MailboxRow | undefined) => void;
}

export const MailboxLine = memo(function MailboxLine(props: Props) {
  const { row, index, top, thresholds, account, open, onOpen } = props;
  const { status, word } = rowStatus(row);
  // Said in the column of the sends, where there is room for it.
  const hidden = alarmWord(row, 'sends');
  return (
    <ListLine
      index={index}
      top={top}
      columns={`${styles.columns} ${styles.line}`}
      open={open}
      onToggle={() => onOpen(open ? undefined : row)}
    >
      <LineName
        index={index}
        open={open}
        title={row.mailbox}
        icon={<StatusIcon status={status} word={word} quiet />}
        name={row.mailbox}
        {...((account !== undefined || hidden !== undefined) && {
          below: (
            <>
              {hidden !== undefined && (
                <span className={styles.onlyNarrow}>
                  <StatusWord {...hidden} size={13} />
                </span>
              )}
              {account !== undefined && (
                <span className={`${styles.account} dim truncate`} title={account}>
                  {account}
                </span>
              )}
            </>
          ),
        })}
      >
        {row.suspended && <span className={styles.tag}>Suspended</span>}
      </LineName>
      <td>
        <MeasureCell row={row} measure="storage" threshold={thresholds.storage} />
      </td>
      <td className={styles.sends}>
        <MeasureCell row={row} measure="sends" threshold={thresholds.sends} />
      </td>
      <td className={`${styles.read} dim`}>
        <TimeAgo iso={row.readAt} />
      </td>
    </ListLine>
  );
});

/** Holds the place of a row that is on its way. */
export function MailboxPlaceholder({ index, top }: { index: number; top: number }) {
  return (
    <ListLine
      index={index}
      top={top}
      columns={`${styles.columns} ${styles.line}`}
      open={false}
      onToggle={noop}
    >
      <td className={styles.blank}>
        <span className="visually-hidden">Loading</span>
        <span style={{ width: `${52 - ((index * 7) % 24)}%` }} />
      </td>
      <td className={styles.blank}>
        <span style={{ width: '70%' }} />
      </td>
      <td className={`${styles.sends} ${styles.blank}`}>
        <span style={{ width: '60%' }} />
      </td>
      <td className={styles.read} />
    </ListLine>
  );
}

const noop = () => undefined;
