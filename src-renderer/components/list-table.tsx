import type { Virtualizer } from '@tanstack/react-virtual';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import styles from './list-table.module.css';
import { focusRow, leapTo, moveFocus } from './move-focus.ts';

interface TableProps {
  label: string;
  /** All rows with the head; -1: not known yet. */
  rowCount: number;
  /** The list's grid of columns. */
  columns: string | undefined;
  /** The column heads. */
  head: ReactNode;
  body: RefObject<HTMLTableSectionElement | null>;
  virtual: Virtualizer<HTMLDivElement, Element>;
  children: ReactNode;
}

/** A long list: only the rows in sight are there. Arrow keys, Page, Home and End go from row to row. */
export function ListTable({ label, rowCount, columns, head, body, virtual, children }: TableProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    moveFocus(event);
    const { count, estimateSize } = virtual.options;
    const page = Math.floor((virtual.scrollRect?.height ?? 0) / estimateSize(0)) - 2;
    const row = leapTo(event, count, Math.max(1, page));
    if (row === undefined) return;
    virtual.scrollToIndex(row);
    focusRow(event.currentTarget, row);
  };
  return (
    <table className={styles.table} aria-label={label} aria-rowcount={rowCount} onKeyDown={onKeyDown}>
      <thead className={styles.head}>
        <tr className={`${styles.row} ${columns}`} aria-rowindex={1}>
          {head}
        </tr>
      </thead>
      <tbody ref={body} className={styles.body} style={{ height: virtual.getTotalSize() }}>
        {children}
      </tbody>
    </table>
  );
}

interface LineProps {
  index: number;
  top: number;
  columns: string | undefined;
  open: boolean;
  onToggle: () => void;
  children: ReactNode;
}

/** One row; its name is the keyboard's way in, the row itself only helps the mouse. */
export function ListLine({ index, top, columns, open, onToggle, children }: LineProps) {
  return (
    <tr
      aria-rowindex={index + 2}
      className={`${styles.row} ${styles.line} ${columns}`}
      data-open={open || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onToggle}
    >
      {children}
    </tr>
  );
}

interface NameProps {
  index: number;
  open: boolean;
  title: string;
  /** The row's status. */
  icon: ReactNode;
  name: string;
  /** A second line, in rows that have room for it. */
  below?: ReactNode;
  children?: ReactNode;
}

/** The first cell: status, the name that opens the row, and what else belongs to it. */
export function LineName({ index, open, title, icon, name, below, children }: NameProps) {
  const button = (
    <button type="button" data-row={index} aria-expanded={open} className={styles.name} title={title}>
      {name}
    </button>
  );
  return (
    <td className={styles.lead}>
      {icon}
      {below === undefined ? (
        button
      ) : (
        <span className={styles.lines}>
          {button}
          {below}
        </span>
      )}
      {children}
    </td>
  );
}
