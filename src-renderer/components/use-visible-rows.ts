import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useReducer, useState } from 'react';

interface Options {
  count: number;
  rowHeight: number;
  /** Rows drawn beyond what is in sight, on either side. */
  overscan: number;
  /** What holds the rows. */
  body: RefObject<HTMLElement | null>;
  /** The frame that scrolls; it stands around the list. */
  scroll: RefObject<HTMLDivElement | null>;
}

/** Which rows of a long list are to be drawn, and where each of them stands in `body`. */
export function useVisibleRows({ count, rowHeight, overscan, body, scroll }: Options) {
  const margin = useListMargin(body, scroll);
  const drawn = useDrawnOnce();
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    scrollMargin: margin,
    // The column heads stay on top of what is scrolled to.
    scrollPaddingStart: rowHeight,
    scrollPaddingEnd: rowHeight / 2,
    // The first picture need not wait for rows that nobody sees yet.
    overscan: drawn ? overscan : 1,
  });
  const items = virtual.getVirtualItems().map(({ index, start }) => ({ index, top: start - margin }));
  return { virtual, items };
}

/** Where the list begins inside its frame; what stands above it grows and shrinks. */
function useListMargin(list: RefObject<HTMLElement | null>, frame: RefObject<HTMLElement | null>): number {
  const [margin, setMargin] = useState(0);
  const [, drawAgain] = useReducer((round: number) => round + 1, 0);
  useLayoutEffect(() => {
    if (list.current === null || frame.current === null) return;
    const top = list.current.getBoundingClientRect().top - frame.current.getBoundingClientRect().top;
    setMargin(Math.round(top + frame.current.scrollTop));
  });
  // A frame that is new together with its list is there only after the list's own effects: rows come with another look.
  useLayoutEffect(() => {
    if (frame.current === null) drawAgain();
  }, [frame]);
  return margin;
}

function useDrawnOnce(): boolean {
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    const idle = requestIdleCallback(() => setDrawn(true), { timeout: 300 });
    return () => cancelIdleCallback(idle);
  }, []);
  return drawn;
}
