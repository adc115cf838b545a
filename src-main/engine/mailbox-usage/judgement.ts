import type { AuditAction } from '../../../src-shared/audit-actions.ts';
import type { MailboxAlertEntry } from '../../../src-shared/audit-event.ts';
import { type MailboxReading, type Measure, percentOf } from '../../../src-shared/mailbox-usage.ts';
import {
  type AlarmLines,
  type AlarmReading,
  judgeAlarm,
  measured,
  percentLines,
  rateLines,
  sendsReading,
  storageReading,
} from './alarm.ts';

/** The settings that decide, as they are at the moment of the scan. */
export interface UsageRules {
  storagePercent: number;
  sendPercent: number;
  sendRateEnabled: boolean;
  sendRatePerHour: number;
}

export interface AlarmChange {
  measure: Measure;
  event: 'alert' | 'recovered';
  entry: MailboxAlertEntry;
}

interface MeasureRule {
  measure: Measure;
  alert: AuditAction;
  recovered: AuditAction;
  threshold: (rules: UsageRules) => number;
  lines: (rules: UsageRules) => AlarmLines;
  reading: (mailbox: MailboxReading, perHour: number | undefined) => AlarmReading;
  /** The numbers that an alert shows. */
  figures: (
    mailbox: MailboxReading,
    perHour: number | undefined,
  ) => Pick<MailboxAlertEntry, 'value' | 'limit' | 'percent'>;
}

/** One line per alarm: what it reads, where its lines are, what it is called. */
export const MEASURE_RULES: readonly MeasureRule[] = [
  {
    measure: 'storage',
    alert: 'mailbox.quota_alert',
    recovered: 'mailbox.quota_recovered',
    threshold: (rules) => rules.storagePercent,
    lines: (rules) => percentLines(rules.storagePercent),
    reading: storageReading,
    figures: ({ usageMb, quotaMb }) => figures(usageMb, quotaMb),
  },
  {
    measure: 'sends',
    alert: 'mailbox.send_limit_alert',
    recovered: 'mailbox.send_limit_recovered',
    threshold: (rules) => rules.sendPercent,
    lines: (rules) => percentLines(rules.sendPercent),
    reading: sendsReading,
    figures: ({ sent, sendLimit }) => figures(sent, sendLimit),
  },
  {
    measure: 'sendRate',
    alert: 'mailbox.send_rate_alert',
    recovered: 'mailbox.send_rate_recovered',
    threshold: (rules) => rules.sendRatePerHour,
    lines: (rules) => rateLines(rules.sendRatePerHour),
    reading: (_mailbox, perHour) => measured(perHour),
    figures: (_mailbox, perHour) => ({ value: perHour, limit: undefined, percent: undefined }),
  },
];

const figures = (value: number | undefined, limit: number | undefined) => ({
  value,
  limit: limit === 0 ? undefined : limit,
  percent: percentOf(value, limit),
});

/**
 * What changes for one mailbox.
 * @param standing measure → since when its alarm stands (ms since the epoch).
 * @param perHour its sending rate, undefined where there is no reading.
 */
export function judgeMailbox(
  mailbox: MailboxReading,
  perHour: number | undefined,
  standing: ReadonlyMap<Measure, number>,
  rules: UsageRules,
  now: number,
): AlarmChange[] {
  return MEASURE_RULES.flatMap(({ measure, lines, reading, figures: figuresOf }) => {
    const since = standing.get(measure);
    const verdict = judgeAlarm(since !== undefined, reading(mailbox, perHour), lines(rules));
    if (verdict.event === null) return [];
    const entry: MailboxAlertEntry = {
      mailbox: mailbox.mailbox,
      domain: mailbox.domain,
      ...figuresOf(mailbox, perHour),
      since: new Date(since ?? now).toISOString(),
      ...(verdict.reason === undefined ? {} : { reason: verdict.reason }),
    };
    return [{ measure, event: verdict.event, entry }];
  });
}
