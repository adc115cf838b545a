import { IconWorld } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useMemo, useRef } from 'react';
import { CHECK_LABELS, CHECK_NAMES, type CheckName } from '../../../src-shared/dns-health.ts';
import type { FleetRow, MailboxRow } from '../../../src-shared/views.ts';
import { moveFocus } from '../../components/move-focus.ts';
import { EmptyState } from '../../components/states.tsx';
import { useListMargin } from '../../components/use-list-margin.ts';
import { troubleFirst } from '../../lib/fleet.ts';
import styles from './fleet.module.css';
import { FleetLine } from './fleet-line.tsx';

const ROW_HEIGHT = 36;
const SHORT: Partial<Record<CheckName, string>> = { verification: 'Verify', mail: 'Mail', webmail: 'Web' };

interface Props {
  rows: FleetRow[];
  alarmed: MailboxRow[];
  open: string | undefined;
  onOpen: (domain: string | undefined) => void;
  scroll: RefObject<HTMLDivElement | null>;
}

export function FleetTable({ rows, alarmed, open, onOpen, scroll }: Props) {
  const sorted = useMemo(() => troubleFirst(rows), [rows]);
  const body = useRef<HTMLTableSectionElement>(null);
  const margin = useListMargin(body, scroll);
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    scrollMargin: margin,
    overscan: 12,
  });

  if (rows.length === 0) {
    return (
      <div className={styles.table}>
        <EmptyState compact icon={<IconWorld size={20} />} title="No domains yet">
          After the first DNS health scan each domain of the account stands here with one cell per check.
        </EmptyState>
      </div>
    );
  }
  return (
    <table
      className={styles.table}
      aria-label="Domains"
      aria-rowcount={sorted.length + 1}
      onKeyDown={moveFocus}
    >
      <thead className={styles.head}>
        <tr className={styles.row} aria-rowindex={1}>
          <th scope="col">Domain</th>
          <th scope="col" className={styles.wide}>
            Hosting
          </th>
          {CHECK_NAMES.map((name) => (
            <th scope="col" key={name} className={styles.check} title={CHECK_LABELS[name]}>
              {SHORT[name] ?? CHECK_LABELS[name]}
            </th>
          ))}
          <th scope="col" className={`${styles.wide} ${styles.number}`}>
            Mailboxes
          </th>
          <th scope="col" className={styles.middle}>
            Fullest mailbox
          </th>
          <th scope="col" className={`${styles.middle} ${styles.number}`}>
            Checked
          </th>
        </tr>
      </thead>
      <tbody ref={body} className={styles.body} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = sorted[item.index];
          if (row === undefined) return null;
          return (
            <FleetLine
              key={row.domain}
              row={row}
              index={item.index}
              top={item.start - margin}
              open={row.domain === open}
              alarmed={alarmed.some(
                ({ mailbox, alarms }) => mailbox === row.fullest?.mailbox && alarms.includes('storage'),
              )}
              onOpen={onOpen}
            />
          );
        })}
      </tbody>
    </table>
  );
}
