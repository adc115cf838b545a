import { MONITOR_LABELS, MONITORS } from '../../src-shared/monitors.ts';
import { dateFormat, numberFormat } from './formatters.ts';

/** Numbers with their meaning, in the person's locale. */

/** Whole numbers from ten on: nobody decides anything by a tenth of a megabyte. */
export const formatNumber = (value: number, locale?: string): string =>
  numberFormat({ maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0 }, locale).format(value);

/** Unrounded percent in, one decimal out: `89.1 %`. */
export const formatPercent = (percent: number, locale?: string): string =>
  `${numberFormat({ minimumFractionDigits: 1, maximumFractionDigits: 1 }, locale).format(percent)} %`;

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

/** What a field's own rule says ("must be a host name") as a sentence of its own. */
export const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

const SHORT: Record<string, string> = {
  smtp: 'SMTP',
  tls: 'TLS',
  dns: 'DNS',
  url: 'URL',
  mb: 'MB',
  id: 'ID',
};

const STAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** A text of an event's details as people read it: times in their zone, monitors by their name. */
export function detailText(key: string, value: string, locale?: string): string {
  if (STAMP.test(value))
    return dateFormat({ dateStyle: 'medium', timeStyle: 'short' }, locale).format(Date.parse(value));
  const monitor = key === 'monitor' && MONITORS.find((name) => name === value);
  return monitor ? MONITOR_LABELS[monitor] : value;
}

/** `lastDelivery` and `last_delivery` become "Last delivery". */
export function wordsOfKey(key: string): string {
  const words = key
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_.-]+/g, ' ')
    .toLowerCase()
    .trim()
    .replace(/\b(smtp|tls|dns|url|mb|id)\b/g, (word) => SHORT[word] ?? word);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
