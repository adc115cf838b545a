/** The words of the mailbox usage rules (spec: Mailbox usage), shared by the engine and every shell. */

export const MEASURES = ['storage', 'sends', 'sendRate'] as const;
export type Measure = (typeof MEASURES)[number];

/** One mailbox as MXroute reports it. `undefined` = not told or not a number. Sizes in MB, quota 0 = unlimited. */
export interface MailboxReading {
  /** Key: lower-case `user@domain`. */
  mailbox: string;
  domain: string;
  quotaMb: number | undefined;
  usageMb: number | undefined;
  /** Sends allowed per day; 0 = no limit. */
  sendLimit: number | undefined;
  /** Sends so far today. */
  sent: number | undefined;
  suspended: boolean;
  /** What MXroute did not say at all; it counts as "no limit" and "not suspended", which need not be a change. */
  untold?: readonly ('sendLimit' | 'suspended')[];
}

/** Percentages are unrounded; `undefined` = not measured (unlimited or not told). */
export interface MailboxUsage extends MailboxReading {
  quotaPercent: number | undefined;
  sendPercent: number | undefined;
}

/** `part / whole` in percent, unrounded; undefined where there is nothing to measure against. */
export function percentOf(part: number | undefined, whole: number | undefined): number | undefined {
  if (part === undefined || whole === undefined || whole <= 0) return undefined;
  // In this order, since `part / whole` is rounded: 570 of 1,000 would be less than 57 %.
  return (part * 100) / whole;
}
