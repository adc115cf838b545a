import { IconWorld } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useMemo, useRef } from 'react';
import { CHECK_LABELS, CHECK_NAMES, type CheckName } from '../../../src-shared/dns-health.ts';
import type { FleetRow, MailboxRow, MuteView } from '../../../src-shared/views.ts';
import { ListTable } from '../../components/list-table.tsx';
import { EmptyState } from '../../components/states.tsx';
import { useListMargin } from '../../components/use-list-margin.ts';
import { troubleFirst } from '../../lib/fleet.ts';
import { muteOf } from '../../lib/mutes.ts';
import { mutes } from '../../stores/mutes.ts';
import { useNow } from '../../stores/now.ts';
import styles from './fleet.module.css';
import { FleetLine } from './fleet-line.tsx';

const ROW_HEIGHT = 36;
const SHORT: Partial<Record<CheckName, string>> = { verification: 'Verify', mail: 'Mail', webmail: 'Web' };

const NONE: readonly MuteView[] = [];

interface Props {
  rows: FleetRow[];
  alarmed: MailboxRow[];
  open: string | undefined;
  onOpen: (domain: string | undefined) => void;
  scroll: RefObject<HTMLDivElement | null>;
}

export function FleetTable({ rows, alarmed, open, onOpen, scroll }: Props) {
  const sorted = useMemo(() => troubleFirst(rows), [rows]);
  const muted = mutes.use().value ?? NONE;
  const now = Math.max(useNow(), Date.now());
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
      <div className={styles.empty}>
        <EmptyState compact icon={<IconWorld size={20} />} title="No domains yet">
          After the first DNS health scan each domain of the account stands here with one cell per check.
        </EmptyState>
      </div>
    );
  }
  return (
    <ListTable
      label="Domains"
      rowCount={sorted.length + 1}
      columns={styles.columns}
      body={body}
      virtual={virtual}
      head={
        <>
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
        </>
      }
    >
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
            mutedUntil={muteOf(muted, row.domain, now)?.until}
            onOpen={onOpen}
          />
        );
      })}
    </ListTable>
  );
}
