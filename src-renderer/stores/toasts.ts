import { create } from 'zustand';
import type { Failure } from '../../src-shared/result.ts';

export interface Toast {
  id: number;
  kind: 'done' | 'failed';
  message: string;
  undo?: () => void;
  action?: { label: string; run: () => void };
}

/** What can be undone stays exactly as long as main keeps it. */
export const UNDO_MS = 10_000;
const DONE_MS = 4_000;
const FAILED_MS = 12_000;

export const useToasts = create<{ toasts: Toast[] }>(() => ({ toasts: [] }));

let nextId = 1;

export const dismissToast = (id: number): void =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));

function show(toast: Omit<Toast, 'id'>, ms: number): void {
  const id = nextId++;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), { ...toast, id }] }));
  setTimeout(() => dismissToast(id), ms);
}

export const toastDone = (message: string): void => show({ kind: 'done', message }, DONE_MS);
export const toastUndo = (message: string, undo: () => void): void =>
  show({ kind: 'done', message, undo }, UNDO_MS);
export const toastFailure = (failed: Failure | string): void =>
  show({ kind: 'failed', message: typeof failed === 'string' ? failed : failed.message }, FAILED_MS);
/** Done, and what one may want to do next. */
export const toastAction = (message: string, label: string, run: () => void): void =>
  show({ kind: 'done', message, action: { label, run } }, FAILED_MS);
