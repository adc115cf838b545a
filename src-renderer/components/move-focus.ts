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
