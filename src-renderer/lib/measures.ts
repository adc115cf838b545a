import type { Measure } from '../../src-shared/mailbox-usage.ts';
import type { MailboxRow } from '../../src-shared/views.ts';
import { usageWords } from './format.ts';

export const MEASURE_WORDS: Record<Measure, string> = {
  storage: 'Storage',
  sends: 'Sends today',
  sendRate: 'Sending rate',
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
