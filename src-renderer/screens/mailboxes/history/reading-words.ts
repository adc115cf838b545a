import { percentOf } from '../../../../src-shared/mailbox-usage.ts';
import type { Reading } from '../../../lib/chart/series.ts';
import { usageWords } from '../../../lib/format.ts';
import { dateFormat } from '../../../lib/formatters.ts';

/** Readings of a chart in words; times in the person's locale and zone. */

export const momentWords = (time: number): string =>
  dateFormat({ dateStyle: 'medium', timeStyle: 'short' }).format(time);

export const dayWithWeekday = (time: number): string =>
  dateFormat({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(time);

export const storageWords = ({ value, limit }: Reading): string =>
  usageWords(value, limit, 'MB', percentOf(value, limit));

export const sendsWords = ({ value, limit }: Reading): string =>
  usageWords(value, limit, 'messages', percentOf(value, limit));
