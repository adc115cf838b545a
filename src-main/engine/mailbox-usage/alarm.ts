import type { MailboxReading, Measure } from '../../../src-shared/mailbox-usage.ts';
import { percentOf } from '../../../src-shared/mailbox-usage.ts';

/** Percent, or messages per hour for the rate. */
export type AlarmReading =
  | { kind: 'measured'; value: number }
  /** MXroute says that there is nothing to measure against. */
  | { kind: 'unlimited'; reason: string }
  /** Nothing is known: never judged. */
  | { kind: 'none' };

export interface AlarmLines {
  /** At or above it: alarm. */
  alert: number;
  /** Below it: recovered. */
  recover: number;
}

export interface AlarmVerdict {
  alarmed: boolean;
  event: 'alert' | 'recovered' | null;
  /** Only where the numbers do not say it. */
  reason?: string;
}

/**
 * The alarm table (spec: Mailbox usage).
 *
 * | state  | reading     | new state | event     |
 * | normal | ≥ alert     | alarm     | alert     |
 * | alarm  | ≥ recover   | alarm     | none      |
 * | alarm  | < recover   | normal    | recovered |
 * | alarm  | unlimited   | normal    | recovered |
 * | any    | none        | unchanged | none      |
 */
export function judgeAlarm(alarmed: boolean, reading: AlarmReading, lines: AlarmLines): AlarmVerdict {
  switch (reading.kind) {
    case 'none':
      return { alarmed, event: null };
    case 'unlimited':
      return alarmed
        ? { alarmed: false, event: 'recovered', reason: reading.reason }
        : { alarmed: false, event: null };
    case 'measured':
      if (!alarmed && reading.value >= lines.alert) return { alarmed: true, event: 'alert' };
      if (alarmed && reading.value < lines.recover) return { alarmed: false, event: 'recovered' };
      return { alarmed, event: null };
  }
}

const RECOVERY_GAP_PERCENT = 5;
const LOWEST_RECOVERY_PERCENT = 50;

/** Recovery line R = max(50, T − 5), or T itself where that is lower. */
export function percentLines(threshold: number): AlarmLines {
  const recover = Math.max(LOWEST_RECOVERY_PERCENT, threshold - RECOVERY_GAP_PERCENT);
  return { alert: threshold, recover: Math.min(recover, threshold) };
}

/** Recovered below half of the rate that alarms. */
export const rateLines = (perHour: number): AlarmLines => ({ alert: perHour, recover: perHour / 2 });

export function storageReading({ usageMb, quotaMb }: MailboxReading): AlarmReading {
  if (quotaMb === 0) return { kind: 'unlimited', reason: 'now unlimited' };
  return measured(percentOf(usageMb, quotaMb));
}

export function sendsReading({ sent, sendLimit }: MailboxReading): AlarmReading {
  if (sendLimit === 0) return { kind: 'unlimited', reason: 'no daily limit any more' };
  return measured(percentOf(sent, sendLimit));
}

export const measured = (value: number | undefined): AlarmReading =>
  value === undefined ? { kind: 'none' } : { kind: 'measured', value };

export interface Thresholds {
  storagePercent: number;
  sendPercent: number;
}

/** Measures whose reading is at or above its threshold now, whatever the alarms' state. */
export function measuresAtThreshold(mailbox: MailboxReading, thresholds: Thresholds): Measure[] {
  const at = (reading: AlarmReading, threshold: number) =>
    reading.kind === 'measured' && reading.value >= threshold;
  return [
    ...(at(storageReading(mailbox), thresholds.storagePercent) ? (['storage'] as const) : []),
    ...(at(sendsReading(mailbox), thresholds.sendPercent) ? (['sends'] as const) : []),
  ];
}
