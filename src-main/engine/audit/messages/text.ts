/** What the parts of a message share: times, numbers and lists as a person reads them. */
export interface TextOptions {
  /** Milliseconds since the epoch. */
  now: number;
  /** The reader's; undefined: this computer's. */
  locale?: string;
  timeZone?: string;
}

/** Longer lists are cut: a phone shows no more, and services refuse what is too long. */
export const LONGEST_LIST = 20;
/** One record may be a whole DKIM key. */
const LONGEST_VALUE = 160;

export interface TextTools {
  time(iso: string | undefined): string;
  /** " since 3 May 2026, 14:05", or nothing where the time is not known. */
  since(iso: string | undefined): string;
  number(value: number, digits?: number): string;
  percent(value: number): string;
}

export function textTools({ locale, timeZone }: TextOptions): TextTools {
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const time = (iso: string | undefined) => {
    const at = Date.parse(iso ?? '');
    return Number.isNaN(at) ? '' : moment.format(at);
  };
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
      value,
    );
  return {
    time,
    since: (iso) => (time(iso) === '' ? '' : ` since ${time(iso)}`),
    number,
    percent: (value) => `${number(value, 1)} %`,
  };
}

/** The first 20, each by `show`, and how many are left out. */
export function listed<T>(items: readonly T[], show: (item: T) => string): string[] {
  const shown = items.slice(0, LONGEST_LIST).map(show);
  return items.length > LONGEST_LIST ? [...shown, `and ${items.length - LONGEST_LIST} more`] : shown;
}

export const shortened = (value: string, longest = LONGEST_VALUE): string =>
  value.length <= longest ? value : `${value.slice(0, longest - 1)}…`;

/** Subjects stand in a title: one line, not too long. */
export const oneLine = (value: string): string => shortened(value.replace(/\s+/g, ' ').trim(), 120);
