import { useVirtualizer } from '@tanstack/react-virtual';
import { IconWorld } from '@tabler/icons-react';
import { type RefObject, useMemo, useRef } from 'react';
import { CHECK_LABELS, CHECK_NAMES, type CheckName } from '../../../src-shared/dns-health.ts';
import type { FleetRow, MailboxRow } from '../../../src-shared/ipc-contract.ts';
import { moveFocus } from '../../components/move-focus.ts';
import { EmptyState } from '../../components/states.tsx';
import { useListMargin } from '../../components/use-list-margin.ts';
import { troubleFirst } from '../../lib/fleet.ts';
import { FleetLine } from './fleet-line.tsx';
import styles from './fleet.module.css';

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
  const body = useRef<HTMLDivElement>(null);
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
    // biome-ignore lint/a11y/useSemanticElements: rows are positioned by the virtual list, which a real table cannot
    <div className={styles.table} role="table" aria-label="Domains" aria-rowcount={sorted.length + 1} onKeyDown={moveFocus}>
      <div className={`${styles.row} ${styles.head}`} role="row" aria-rowindex={1}>
        <span role="columnheader">Domain</span>
        <span role="columnheader" className={styles.wide}>
          Hosting
        </span>
        {CHECK_NAMES.map((name) => (
          <span key={name} role="columnheader" className={styles.check} title={CHECK_LABELS[name]}>
            {SHORT[name] ?? CHECK_LABELS[name]}
          </span>
        ))}
        <span role="columnheader" className={`${styles.wide} ${styles.number}`}>
          Mailboxes
        </span>
        <span role="columnheader" className={styles.middle}>
          Fullest mailbox
        </span>
        <span role="columnheader" className={`${styles.middle} ${styles.number}`}>
          Checked
        </span>
      </div>
      <div ref={body} role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
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
      </div>
    </div>
  );
}
