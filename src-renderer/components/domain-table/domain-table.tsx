import { type RefObject, useMemo, useRef } from 'react';
import type { DomainRow } from '../../../src-shared/views/domains.ts';
import type { MuteView } from '../../../src-shared/views/notifications.ts';
import type { DomainColumn, DomainSort } from '../../lib/domain-list.ts';
import { inForce } from '../../lib/mutes.ts';
import type { DomainKey } from '../../stores/domains.ts';
import { mutes } from '../../stores/mutes.ts';
import { useNow } from '../../stores/now.ts';
import { ListTable } from '../list-table.tsx';
import { useVisibleRows } from '../use-visible-rows.ts';
import { DomainHeads } from './domain-heads.tsx';
import { DomainLine } from './domain-line.tsx';
import styles from './domain-table.module.css';

const ROW_HEIGHT = 36;
const NONE: readonly MuteView[] = [];

interface Props {
  /** In the order in which they are to stand. */
  rows: readonly DomainRow[];
  /** The domain that is open beside the list. */
  open: DomainKey | null;
  /** Null: none any more. Should stay the same function, else every row is drawn again. */
  onOpen: (domain: DomainKey | null) => void;
  scroll: RefObject<HTMLDivElement | null>;
  /** Account id → label, where there are several to tell apart. */
  accounts: ReadonlyMap<string, string> | null;
  /** With it the heads sort. */
  sort?: DomainSort;
  onSort?: (by: DomainColumn) => void;
}

/** Every domain with one cell per check. Only the rows in sight are there. */
export function DomainTable({ rows, open, onOpen, scroll, accounts, sort, onSort }: Props) {
  const now = useNow();
  const muted = mutes.use().value ?? NONE;
  const until = useMemo(
    () =>
      new Map(
        inForce(muted, Math.max(now, Date.now())).map((mute) => [mute.subject.toLowerCase(), mute.until]),
      ),
    [muted, now],
  );
  const body = useRef<HTMLTableSectionElement>(null);
  const { virtual, items } = useVisibleRows({
    count: rows.length,
    rowHeight: ROW_HEIGHT,
    overscan: 10,
    body,
    scroll,
  });
  const columns = [styles.columns, sort && styles.sorted, accounts && styles.several]
    .filter(Boolean)
    .join(' ');
  return (
    <ListTable
      label="Domains"
      rowCount={rows.length + 1}
      columns={columns}
      body={body}
      virtual={virtual}
      head={<DomainHeads sort={sort} onSort={onSort} several={accounts !== null} />}
    >
      {items.map((item) => {
        const row = rows[item.index];
        if (row === undefined) return null;
        return (
          <DomainLine
            key={`${row.account} ${row.domain}`}
            row={row}
            index={item.index}
            top={item.top}
            columns={columns}
            open={open !== null && row.domain === open.domain && row.account === open.account}
            account={accounts?.get(row.account)}
            withHosting={sort === undefined}
            mutedUntil={until.get(row.domain)}
            onOpen={onOpen}
          />
        );
      })}
    </ListTable>
  );
}
