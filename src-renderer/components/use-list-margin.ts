import { type RefObject, useLayoutEffect, useState } from 'react';

/** Where a virtual list begins inside its scrolling frame; what stands above it grows and shrinks. */
export function useListMargin(
  list: RefObject<HTMLElement | null>,
  frame: RefObject<HTMLElement | null>,
): number {
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    if (list.current === null || frame.current === null) return;
    const top = list.current.getBoundingClientRect().top - frame.current.getBoundingClientRect().top;
    setMargin(Math.round(top + frame.current.scrollTop));
  });
  return margin;
}
