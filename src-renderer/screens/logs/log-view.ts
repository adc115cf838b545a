import type { RefObject } from 'react';

/** What both lists of the log are given. */
export interface LogViewProps {
  /** Id of the event that is open. */
  open: number | undefined;
  onOpen: (id: number | undefined) => void;
  scroll: RefObject<HTMLDivElement | null>;
}
