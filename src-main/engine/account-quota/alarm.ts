import { percentOf } from '../../../src-shared/mailbox-usage.ts';
import {
  type AlarmReading,
  type AlarmVerdict,
  judgeAlarm,
  measured,
  percentLines,
} from '../mailbox-usage/alarm.ts';

export interface QuotaFigures {
  usedBytes: number;
  /** 0 = unlimited. */
  limitBytes: number;
}

/** From the raw bytes, unrounded. */
export function quotaReading({ usedBytes, limitBytes }: QuotaFigures): AlarmReading {
  if (limitBytes === 0) return { kind: 'unlimited', reason: 'now unlimited' };
  return measured(percentOf(usedBytes, limitBytes));
}

/** The account's own storage goes by the table of the mailboxes (spec: Mailbox usage), with a threshold of its own. */
export const judgeQuota = (alarmed: boolean, figures: QuotaFigures, threshold: number): AlarmVerdict =>
  judgeAlarm(alarmed, quotaReading(figures), percentLines(threshold));
