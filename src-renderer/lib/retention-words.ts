import type { SettingKey } from '../../src-shared/settings.ts';

/** What is kept for how long, and what a shorter time costs. */

export const RETENTION_KEYS = [
  'retention.eventsDays',
  'retention.deliveriesDays',
  'retention.samplesRawDays',
  'retention.samplesDays',
] as const satisfies SettingKey[];
export type RetentionKey = (typeof RETENTION_KEYS)[number];

const DAY_MS = 86_400_000;

/** Each key's loss, from a date on which everything before goes. */
const LOSS: Record<RetentionKey, (before: string) => string> = {
  'retention.eventsDays': (before) =>
    `Events from before ${before} will be deleted from the log, and what became of their alerts.`,
  'retention.deliveriesDays': (before) =>
    `What became of alerts sent before ${before} will be deleted. The events themselves stay.`,
  'retention.samplesRawDays': (before) =>
    `Of the usage readings from before ${before} only one per day will be kept.`,
  'retention.samplesDays': (before) =>
    `Usage readings from before ${before} will be deleted, and the charts begin later.`,
};

export const isRetentionKey = (key: string): key is RetentionKey =>
  (RETENTION_KEYS as readonly string[]).includes(key);

/** Only for a time that is shorter than the one in force; undefined where nothing is lost. */
export function lossOf(
  key: RetentionKey,
  { days, daysNow }: { days: number; daysNow: number },
  now: number,
  locale?: string,
): string | undefined {
  if (!Number.isInteger(days) || days < 1 || days >= daysNow) return undefined;
  const before = new Date(now - days * DAY_MS).toLocaleDateString(locale, { dateStyle: 'medium' });
  return LOSS[key](before);
}
