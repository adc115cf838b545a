import type { KeyboardEvent } from 'react';

/** Up and down move between the rows' own buttons (marked `data-row`); Enter then opens one. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button[data-row]')].sort(
    (a, b) => Number(a.dataset.row) - Number(b.dataset.row),
  );
  const next = buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step];
  if (next === undefined || !buttons.includes(document.activeElement as HTMLButtonElement)) return;
  event.preventDefault();
  next.focus();
}

/** Page, Home and End from a row's button: the row to go to. Left to the browser, the focus would go with its row. */
export function leapTo(event: KeyboardEvent<HTMLElement>, count: number, page: number): number | undefined {
  const from = event.target instanceof HTMLElement ? event.target.dataset.row : undefined;
  if (from === undefined || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const last = count - 1;
  const to = { Home: 0, End: last, PageUp: Number(from) - page, PageDown: Number(from) + page }[event.key];
  if (to === undefined) return undefined;
  event.preventDefault();
  return Math.min(last, Math.max(0, to));
}

/** Rows on their way are waited for no longer than this. */
const PATIENCE_MS = 2000;

/** Focuses a row as soon as it is there, unless the person has gone elsewhere meanwhile. */
export function focusRow(table: HTMLElement, row: number): void {
  const until = performance.now() + PATIENCE_MS;
  const look = (): void => {
    const { activeElement } = document;
    if (activeElement !== document.body && !table.contains(activeElement)) return;
    const button = table.querySelector<HTMLButtonElement>(`button[data-row="${row}"]`);
    if (button !== null) button.focus({ preventScroll: true });
    else if (performance.now() < until) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
