import { type RefObject, useCallback, useEffect, useRef } from 'react';
import type { MailboxRow } from '../../../src-shared/views/mailboxes.ts';
import { ListTable } from '../../components/list-table.tsx';
import { SortHead } from '../../components/sort-head.tsx';
import { useVisibleRows } from '../../components/use-visible-rows.ts';
import type { MailboxFilter } from '../../lib/mailbox-filter.ts';
import { type PageWindow, rowAt } from '../../lib/page-window.ts';
import { lookAt, sortMailboxes } from '../../stores/mailboxes.ts';
import { go } from '../../stores/navigation.ts';
import { useThresholds } from '../../stores/settings.ts';
import { MailboxLine, MailboxPlaceholder } from './mailbox-line.tsx';
import styles from './mailboxes.module.css';

const ROW_HEIGHT = 44;

interface Props {
  rows: PageWindow<MailboxRow>;
  filter: MailboxFilter;
  /** What stands here answers an earlier question. */
  waiting: boolean;
  accounts: ReadonlyMap<string, string>;
  open: string | undefined;
  openAccount: string | undefined;
  scroll: RefObject<HTMLDivElement | null>;
}

/** All mailboxes in one scroll bar; those that are not loaded yet hold their place. */
export function MailboxList({ rows, filter, waiting, accounts, open, openAccount, scroll }: Props) {
  const body = useRef<HTMLTableSectionElement>(null);
  const thresholds = useThresholds();
  const { virtual, items } = useVisibleRows({
    count: rows.total,
    rowHeight: ROW_HEIGHT,
    overscan: 12,
    body,
    scroll,
  });
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => lookAt(first, last), [first, last]);
  const openRow = useCallback(
    (row: MailboxRow | undefined) =>
      go({ screen: 'mailboxes', ...(row && { mailbox: row.mailbox, account: row.account }) }),
    [],
  );
  const head = { sorting: { by: filter.sort, descending: filter.descending }, onSort: sortMailboxes };
  return (
    <div className={styles.list} data-waiting={waiting || undefined} aria-busy={waiting}>
      <ListTable
        label="Mailboxes"
        rowCount={rows.total + 1}
        columns={styles.columns}
        body={body}
        virtual={virtual}
        head={
          <>
            <SortHead
              keys={[
                { key: 'trouble', label: 'Status', title: 'Sort by status, trouble first' },
                { key: 'mailbox', label: 'Mailbox' },
              ]}
              {...head}
            />
            <SortHead
              keys={[
                { key: 'storage', label: 'Storage', title: 'Sort by how full they are' },
                { key: 'used', label: 'Size', title: 'Sort by how much they hold' },
              ]}
              {...head}
            />
            <SortHead
              className={styles.sends}
              keys={[{ key: 'sends', label: 'Sends today', title: 'Sort by share of the daily limit' }]}
              {...head}
            />
            <SortHead className={styles.read} keys={[{ key: 'read', label: 'Read' }]} {...head} />
          </>
        }
      >
        {items.map((place) => {
          const row = rowAt(rows, place.index);
          if (row === undefined) return <MailboxPlaceholder key={place.index} {...place} />;
          return (
            <MailboxLine
              key={place.index}
              {...place}
              row={row}
              thresholds={thresholds}
              account={accounts.size > 1 ? (accounts.get(row.account) ?? row.account) : undefined}
              open={row.mailbox === open && row.account === openAccount}
              onOpen={openRow}
            />
          );
        })}
      </ListTable>
    </div>
  );
}
