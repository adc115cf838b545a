/** Making a formatter takes a hundred times as long as using it, and a list uses several per row: each is made once. */

const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

function known<T>(made: Map<string, T>, key: string, make: () => T): T {
  const before = made.get(key);
  if (before !== undefined) return before;
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}

export const numberFormat = (options: Intl.NumberFormatOptions, locale?: string): Intl.NumberFormat =>
  known(numbers, `${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));

/** A formatter keeps the zone in which it was made: one who travels gets new ones. */
export function dateFormat(options: Intl.DateTimeFormatOptions, locale?: string): Intl.DateTimeFormat {
  const zone = new Date().getTimezoneOffset();
  return known(
    dates,
    `${locale} ${zone} ${JSON.stringify(options)}`,
    () => new Intl.DateTimeFormat(locale, options),
  );
}
