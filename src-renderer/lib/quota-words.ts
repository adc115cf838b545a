import { dayNamed } from '../../src-shared/calendar-day.ts';
import type { AccountQuotaView } from '../../src-shared/views/accounts.ts';
import { formatPercent } from './format.ts';
import { numberFormat } from './formatters.ts';

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** As hosts count them: 1,024 each. "412 GB", "1.5 TB". */
export function bytesWords(bytes: number, locale?: string): string {
  let unit = 0;
  let size = Math.max(0, bytes);
  while (size >= 1024 && unit < UNITS.length - 1) {
    size /= 1024;
    unit++;
  }
  const digits = size < 10 && unit > 0 ? 1 : 0;
  const number = numberFormat({ maximumFractionDigits: digits }, locale).format(size);
  return `${number} ${UNITS[unit]}`;
}

/** "412 of 500 GB (82.4 %)", "412 GB, no limit". */
export function quotaWords({ usedBytes, limitBytes, percent }: AccountQuotaView, locale?: string): string {
  if (limitBytes <= 0) return `${bytesWords(usedBytes, locale)}, no limit`;
  const [used, usedUnit] = split(bytesWords(usedBytes, locale));
  const [limit, unit] = split(bytesWords(limitBytes, locale));
  const share = percent === undefined ? '' : ` (${formatPercent(percent, locale)})`;
  return `${used}${usedUnit === unit ? '' : ` ${usedUnit}`} of ${limit} ${unit}${share}`;
}

const split = (words: string): [string, string] => {
  const at = words.lastIndexOf(' ');
  return [words.slice(0, at), words.slice(at + 1)];
};

/** What MXroute's patience means; null where none is needed. */
export function graceWords({ grace }: Pick<AccountQuotaView, 'grace'>, locale?: string): string | null {
  if (grace === null) return null;
  const { daysRemaining, deadline } = grace;
  const days =
    daysRemaining === null
      ? 'for a limited time'
      : daysRemaining <= 0
        ? 'no longer'
        : `for ${daysRemaining} more ${daysRemaining === 1 ? 'day' : 'days'}`;
  const at = deadline === null ? Number.NaN : (dayNamed(deadline) ?? Date.parse(deadline));
  const until = Number.isNaN(at)
    ? ''
    : `, until ${new Date(at).toLocaleDateString(locale, { day: 'numeric', month: 'long', year: 'numeric' })}`;
  return `Above its quota: MXroute tolerates that ${days}${until}. Delete mail or buy storage before then.`;
}

/** The largest parts first: "Mail 380 GB, Files 12 GB". */
export const breakdownWords = (breakdown: Record<string, number>, locale?: string): string[] =>
  Object.entries(breakdown)
    .filter(([, bytes]) => bytes > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([name, bytes]) => `${name.charAt(0).toUpperCase()}${name.slice(1)} ${bytesWords(bytes, locale)}`);
