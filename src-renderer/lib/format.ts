/** Numbers with their meaning, in the person's locale. */

/** Whole numbers from ten on: nobody decides anything by a tenth of a megabyte. */
export const formatNumber = (value: number, locale?: string): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0 }).format(value);

/** Unrounded percent in, one decimal out: `89.1 %`. */
export const formatPercent = (percent: number, locale?: string): string =>
  `${new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(percent)} %`;

/** "912 of 1,024 MB (89.1 %)"; says so where there is no limit or no reading. */
export function usageWords(
  part: number | undefined,
  whole: number | undefined,
  unit: string,
  percent: number | undefined,
  locale?: string,
): string {
  if (part === undefined) return 'not measured';
  if (whole === undefined || whole <= 0) return `${formatNumber(part, locale)} ${unit}, no limit`;
  const share = percent === undefined ? '' : ` (${formatPercent(percent, locale)})`;
  return `${formatNumber(part, locale)} of ${formatNumber(whole, locale)} ${unit}${share}`;
}

export const count = (value: number, one: string, many = `${one}s`, locale?: string): string =>
  `${formatNumber(value, locale)} ${value === 1 ? one : many}`;

/** `lastDelivery` and `last_delivery` become "Last delivery". */
export function wordsOfKey(key: string): string {
  const words = key
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_.-]+/g, ' ')
    .toLowerCase()
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
