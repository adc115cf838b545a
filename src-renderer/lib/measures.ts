import type { Measure } from '../../src-shared/mailbox-usage.ts';
import type { MailboxRow } from '../../src-shared/views/mailboxes.ts';
import type { Status } from '../components/status.ts';
import { formatNumber, formatPercent, usageWords } from './format.ts';

export const MEASURE_WORDS: Record<Measure, string> = {
  storage: 'Storage',
  sends: 'Sends today',
  sendRate: 'Sending rate',
};

/** An alarm that stands. */
export const ALARM_WORDS: Record<Measure, string> = {
  storage: 'Nearly full',
  sends: 'Daily send limit nearly reached',
  sendRate: 'Unusual sending rate',
};

/** "Storage: 912 of 1,024 MB (89.1 %)" for one measure of a mailbox. */
export function measureSentence(row: MailboxRow, measure: Measure, locale?: string): string {
  const name = MEASURE_WORDS[measure];
  if (measure === 'storage')
    return `${name}: ${usageWords(row.usageMb, row.quotaMb, 'MB', row.quotaPercent, locale)}`;
  if (measure === 'sends')
    return `${name}: ${usageWords(row.sent, row.sendLimit, 'messages', row.sendPercent, locale)}`;
  return `${name}: unusually high`;
}

/** The measure that the bar shows: the one in alarm, storage where both are. */
export function percentOfRow(row: MailboxRow): number | undefined {
  return row.alarms.includes('storage') || !row.alarms.includes('sends') ? row.quotaPercent : row.sendPercent;
}

type Shared = 'storage' | 'sends';

/** "912 of 1,024 MB (89.1 %)". */
export const measureWords = (row: MailboxRow, measure: Shared, locale?: string): string =>
  measure === 'storage'
    ? usageWords(row.usageMb, row.quotaMb, 'MB', row.quotaPercent, locale)
    : usageWords(row.sent, row.sendLimit, 'sent', row.sendPercent, locale);

/** Where there is little room: the share of storage, the number of sends. */
export function shortMeasureWords(row: MailboxRow, measure: Shared, locale?: string): string {
  if (measure === 'storage' && row.quotaPercent !== undefined) return formatPercent(row.quotaPercent, locale);
  const value = measure === 'storage' ? row.usageMb : row.sent;
  if (value === undefined) return 'not measured';
  return `${formatNumber(value, locale)} ${measure === 'storage' ? 'MB' : 'sent'}`;
}

export const percentOfMeasure = (row: MailboxRow, measure: Shared): number | undefined =>
  measure === 'storage' ? row.quotaPercent : row.sendPercent;

/** The alarm to show beside a measure; the sending rate stands with the sends. */
export function alarmWord(row: MailboxRow, measure: Shared): { status: Status; word: string } | undefined {
  if (measure === 'sends' && row.alarms.includes('sendRate'))
    return { status: 'unhealthy', word: 'Sending rate' };
  return row.alarms.includes(measure) ? { status: 'degraded', word: 'Alarm' } : undefined;
}

/** A mailbox as a whole: its worst. */
export function rowStatus(row: MailboxRow): { status: Status; word: string } {
  if (row.alarms.includes('sendRate')) return { status: 'unhealthy', word: 'Unusual sending rate' };
  if (row.alarms.length > 0) return { status: 'degraded', word: 'Above its threshold' };
  if (row.suspended) return { status: 'paused', word: 'Suspended' };
  return { status: 'healthy', word: 'Fine' };
}
