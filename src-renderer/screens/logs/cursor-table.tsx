import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { ListLine, ListTable } from '../../components/list-table.tsx';
import { useVisibleRows } from '../../components/use-visible-rows.ts';
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
  const { virtual, items } = useVisibleRows({
    count: list.count,
    rowHeight: ROW_HEIGHT,
    overscan: 12,
    body,
    scroll,
  });
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
      {items.map((place) => {
        const row = rowAt(list, place.index);
        return row === undefined ? (
          <ListLine key={`blank ${place.index}`} {...place} columns={columns} open={false} onToggle={noop}>
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
