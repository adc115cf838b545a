import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { ListLine, ListTable } from '../../components/list-table.tsx';
import { useListMargin } from '../../components/use-list-margin.ts';
import { type CursorList, type Row, rowAt } from '../../lib/cursor-list.ts';
import styles from './logs.module.css';

interface Props<T extends Row> {
  label: string;
  list: CursorList<T>;
  columns: string | undefined;
  head: ReactNode;
  scroll: RefObject<HTMLDivElement | null>;
  onSight: (first: number, last: number, atTop: boolean) => void;
  children: (row: T, place: { index: number; top: number }) => ReactNode;
}

const ROW_HEIGHT = 36;

/** A list that grows at both ends: what is read stays where it is. */
export function CursorTable<T extends Row>(props: Props<T>) {
  const { label, list, columns, head, scroll, onSight, children } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const margin = useListMargin(body, scroll);
  const virtual = useVirtualizer({
    count: list.count,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    scrollMargin: margin,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const atTop = (virtual.scrollOffset ?? 0) < ROW_HEIGHT / 2;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a list that grew is to be looked at again
  useEffect(() => onSight(first, last, atTop), [first, last, atTop, list, onSight]);
  return (
    <ListTable
      label={label}
      rowCount={list.nextBefore === null ? list.count + 1 : -1}
      columns={columns}
      body={body}
      virtual={virtual}
      head={head}
    >
      {items.map((item) => {
        const row = rowAt(list, item.index);
        const place = { index: item.index, top: item.start - margin };
        return row === undefined ? (
          <ListLine key={`blank ${item.index}`} {...place} columns={columns} open={false} onToggle={noop}>
            <td className={styles.blank}>
              <span className="visually-hidden">Loading</span>
              <span />
            </td>
          </ListLine>
        ) : (
          children(row, place)
        );
      })}
    </ListTable>
  );
}

const noop = () => undefined;
