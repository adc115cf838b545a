import { IconBellOff } from '@tabler/icons-react';
import { memo } from 'react';
import { CHECK_LABELS, CHECK_NAMES } from '../../../src-shared/dns-health.ts';
import type { DomainRow } from '../../../src-shared/views/domains.ts';
import { formatPercent, usageWords } from '../../lib/format.ts';
import { untilWords } from '../../lib/time.ts';
import type { DomainKey } from '../../stores/domains.ts';
import { LineName, ListLine } from '../list-table.tsx';
import { CHECK_STATUS } from '../status.ts';
import { StatusIcon } from '../status-icon.tsx';
import { TimeAgo } from '../time-ago.tsx';
import { UsageBar } from '../usage-bar.tsx';
import { checkClass } from './check-class.ts';
import styles from './domain-table.module.css';

interface Props {
  row: DomainRow;
  index: number;
  top: number;
  columns: string;
  open: boolean;
  /** Label, where there are several. */
  account: string | undefined;
  /** Else a tag says so where it is off. */
  withHosting: boolean;
  /** ISO; absent: no mute is in force. */
  mutedUntil: string | undefined;
  onOpen: (domain: DomainKey | null) => void;
}

const HOSTING = (on: boolean | undefined) => (on === undefined ? 'Unknown' : on ? 'On' : 'Off');

/** One domain. What is fine stays quiet; only what is wrong has colour. */
export const DomainLine = memo(function DomainLine({ row, index, top, columns, open, ...rest }: Props) {
  const { account, withHosting, mutedUntil, onOpen } = rest;
  const off = row.mailHosting === false;
  return (
    <ListLine
      index={index}
      top={top}
      columns={columns}
      open={open}
      onToggle={() => onOpen(open ? null : { account: row.account, domain: row.domain })}
    >
      <LineName
        index={index}
        open={open}
        title={row.domain}
        icon={<StatusIcon status={row.overall} quiet />}
        name={row.domain}
      >
        {mutedUntil !== undefined && <MutedMark until={mutedUntil} />}
        {off && <span className={`${styles.tag} ${withHosting ? '' : styles.always}`}>Mail off</span>}
      </LineName>
      {account !== undefined && (
        <td className={`${styles.account} truncate dim`} title={account}>
          {account}
        </td>
      )}
      {withHosting && <td className={`${styles.wide} dim`}>{HOSTING(row.mailHosting)}</td>}
      {CHECK_NAMES.map((name) => {
        const { status, word } = CHECK_STATUS[row.checks[name]];
        const words = `${CHECK_LABELS[name]}: ${word}`;
        return (
          <td key={name} className={checkClass(name)} title={words}>
            <StatusIcon status={status} word={words} quiet />
          </td>
        );
      })}
      <td className={`${styles.wide} ${styles.number} tabular`}>{row.mailboxes}</td>
      <FullestCell fullest={row.fullest} />
      <td className={`${styles.middle} ${styles.number} dim`}>
        {row.checkedAt === null ? 'never' : <TimeAgo iso={row.checkedAt} />}
      </td>
    </ListLine>
  );
});

function FullestCell({ fullest }: Pick<DomainRow, 'fullest'>) {
  if (fullest === null) {
    return (
      <td className={`${styles.middle} ${styles.fullest}`}>
        <span className="dim">–</span>
      </td>
    );
  }
  const { mailbox, usageMb, quotaMb, quotaPercent, alarm } = fullest;
  return (
    <td
      className={`${styles.middle} ${styles.fullest}`}
      title={`${mailbox}: ${usageWords(usageMb, quotaMb, 'MB', quotaPercent)}`}
    >
      <UsageBar percent={quotaPercent} alarmed={alarm} label={mailbox} />
      <span className="tabular">{formatPercent(quotaPercent)}</span>
    </td>
  );
}

function MutedMark({ until }: { until: string }) {
  const words = `Muted until ${untilWords(until, Date.now())}`;
  return (
    <span className={styles.muted} title={words}>
      <IconBellOff size={13} aria-hidden="true" />
      <span className="visually-hidden">{words}</span>
    </span>
  );
}
