import { type Piece, words } from './pieces.ts';

/** What the parts of a message share: times and numbers as a person reads them. */
export interface TextOptions {
  /** Milliseconds since the epoch. */
  now: number;
  /** The reader's; undefined: this computer's. */
  locale?: string;
  timeZone?: string;
}

export interface TextTools {
  time(iso: string | null | undefined): string;
  /** " since 3 May 2026, 14:05", or nothing where the time is not known or later than the event. */
  since(iso: string | null | undefined): Piece;
  number(value: number, digits?: number): string;
  percent(value: number): string;
  /** "1,000 MB"; 0 is "unlimited". */
  quota(mb: number): string;
}

/** @param eventAt when the event happened (ISO): what is said to have begun later is of a clock that was set back since. */
export function textTools({ locale, timeZone }: TextOptions, eventAt?: string): TextTools {
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const time = (iso: string | null | undefined) => {
    const at = Date.parse(iso ?? '');
    return Number.isNaN(at) ? '' : moment.format(at);
  };
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
      value,
    );
  return {
    time,
    since: (iso) => words(time(iso) === '' || isAfter(iso, eventAt) ? '' : ` since ${time(iso)}`),
    number,
    percent: (value) => `${number(value, 1)} %`,
    quota: (mb) => (mb <= 0 ? 'unlimited' : `${number(mb)} MB`),
  };
}

const isAfter = (iso: string | null | undefined, at: string | undefined): boolean =>
  Date.parse(iso ?? '') > Date.parse(at ?? '');
