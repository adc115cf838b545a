/** One measured value beside its bar. */
export interface Row {
  what: string;
  measured: string;
  /** Empty: there is none, the value is there to be known. */
  bar: string;
  /** null where there is no bar, or where this machine cannot tell. */
  reached: boolean | null;
  /** Printed under the table where the bar is not reached. */
  why?: string;
}

export interface Figure {
  title: string;
  /** What exactly was measured, and how. */
  how: string;
  rows: Row[];
}

type Format = (value: number) => string;

export const ms: Format = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
export const seconds: Format = (value) => `${(value / 1000).toFixed(2)} s`;
export const megabytes: Format = (bytes) => `${(bytes / 1_048_576).toFixed(0)} MB`;
export const count: Format = (value) => value.toLocaleString('en');
export const times: Format = (value) => `${value.toFixed(2)} ×`;
export const percent: Format = (value) => `${value.toFixed(3)} %`;

interface Judged {
  format: Format;
  /** Instead of the bare value, where more is to be said about it. */
  shown?: string;
  why?: string;
}

export const atMost = (what: string, value: number, bar: number, { format, shown, why }: Judged): Row => ({
  what,
  measured: shown ?? format(value),
  bar: `≤ ${format(bar)}`,
  reached: value <= bar,
  ...(why ? { why } : {}),
});

export const atLeast = (what: string, value: number, bar: number, { format, shown, why }: Judged): Row => ({
  what,
  measured: shown ?? format(value),
  bar: `≥ ${format(bar)}`,
  reached: value >= bar,
  ...(why ? { why } : {}),
});

export const exactly = (what: string, value: number, bar: number, { format, shown, why }: Judged): Row => ({
  what,
  measured: shown ?? format(value),
  bar: `= ${format(bar)}`,
  reached: value === bar,
  ...(why ? { why } : {}),
});

export const known = (what: string, measured: string): Row => ({ what, measured, bar: '', reached: null });
