import { type RefObject, useEffect, useRef } from 'react';

/** Another question has another answer: it is read from its beginning. */
export function useScrollToTop(scroll: RefObject<HTMLDivElement | null>, question: unknown): void {
  const before = useRef(question);
  useEffect(() => {
    if (before.current === question) return;
    before.current = question;
    scroll.current?.scrollTo({ top: 0 });
  }, [question, scroll]);
}
