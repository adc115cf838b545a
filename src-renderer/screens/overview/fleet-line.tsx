import { IconBellOff } from '@tabler/icons-react';
import { memo } from 'react';
import { CHECK_LABELS, CHECK_NAMES } from '../../../src-shared/dns-health.ts';
import type { FleetRow } from '../../../src-shared/views.ts';
import { LineName, ListLine } from '../../components/list-table.tsx';
import { CHECK_STATUS } from '../../components/status.ts';
import { StatusIcon } from '../../components/status-icon.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { UsageBar } from '../../components/usage-bar.tsx';
import { formatPercent, usageWords } from '../../lib/format.ts';
import { untilWords } from '../../lib/time.ts';
import styles from './fleet.module.css';

interface Props {
  row: FleetRow;
  index: number;
  top: number;
  open: boolean;
  /** Its fullest mailbox is above the threshold. */
  alarmed: boolean;
  /** ISO; absent: no mute is in force. */
  mutedUntil: string | undefined;
  onOpen: (domain: string | undefined) => void;
}

const HOSTING = (on: boolean | undefined) => (on === undefined ? 'Unknown' : on ? 'On' : 'Off');

/** One domain. What is fine stays quiet; only what is wrong has colour. */
export const FleetLine = memo(function FleetLine({
  row,
  index,
  top,
  open,
  alarmed,
  mutedUntil,
  onOpen,
}: Props) {
  const { fullest } = row;
  return (
    <ListLine
      index={index}
      top={top}
      columns={styles.columns}
      open={open}
      onToggle={() => onOpen(open ? undefined : row.domain)}
    >
      <LineName
        index={index}
        open={open}
        title={row.domain}
        icon={<StatusIcon status={row.overall} quiet />}
        name={row.domain}
      >
        {mutedUntil !== undefined && <MutedMark until={mutedUntil} />}
        {row.mailHosting === false && <span className={styles.tag}>Mail off</span>}
      </LineName>
      <td className={`${styles.wide} dim`}>{HOSTING(row.mailHosting)}</td>
      {CHECK_NAMES.map((name) => {
        const check = row.checks[name];
        const { status, word } = CHECK_STATUS[check.status];
        return (
          <td key={name} className={styles.check} title={`${CHECK_LABELS[name]}: ${word}. ${check.message}`}>
            <StatusIcon status={status} word={`${CHECK_LABELS[name]}: ${word}`} quiet />
          </td>
        );
      })}
      <td className={`${styles.wide} ${styles.number} tabular`}>{row.mailboxes}</td>
      <td
        className={`${styles.middle} ${styles.fullest}`}
        title={
          fullest === null
            ? undefined
            : `${fullest.mailbox}: ${usageWords(fullest.usageMb, fullest.quotaMb, 'MB', fullest.quotaPercent)}`
        }
      >
        {fullest === null ? (
          <span className="dim">–</span>
        ) : (
          <>
            <UsageBar percent={fullest.quotaPercent} alarmed={alarmed} label={fullest.mailbox} />
            <span className="tabular">{formatPercent(fullest.quotaPercent)}</span>
          </>
        )}
      </td>
      <td className={`${styles.middle} ${styles.number} dim`}>
        {row.checkedAt === null ? 'never' : <TimeAgo iso={row.checkedAt} />}
      </td>
    </ListLine>
  );
});

function MutedMark({ until }: { until: string }) {
  const words = `Muted until ${untilWords(until, Date.now())}`;
  return (
    <span className={styles.muted} title={words}>
      <IconBellOff size={13} aria-hidden="true" />
      <span className="visually-hidden">{words}</span>
    </span>
  );
}
