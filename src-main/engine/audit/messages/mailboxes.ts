import { z } from 'zod';
import type { AuditAction } from '../../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../../src-shared/audit-event.ts';
import { listed, type TextTools } from './text.ts';

const entry = z.object({
  mailbox: z.string(),
  value: z.number().optional().catch(undefined),
  limit: z.number().optional().catch(undefined),
  percent: z.number().optional().catch(undefined),
  since: z.string().optional(),
  reason: z.string().optional(),
});
const details = z.object({
  threshold: z.number().optional().catch(undefined),
  mailboxes: z.array(entry).min(1),
});
type Entry = z.infer<typeof entry>;

interface Wording {
  /** What was measured, e.g. "95.0 % full (950 of 1,000 MB)". */
  measure(entry: Entry, tools: TextTools): string;
  alarm: boolean;
  threshold(value: number, tools: TextTools): string;
  advice: string;
}

const storage = ({ percent, value, limit }: Entry, tools: TextTools): string =>
  joined(percent === undefined ? '' : `${tools.percent(percent)} full`, ofLimit(value, limit, 'MB', tools));
const sends = ({ percent, value, limit }: Entry, tools: TextTools): string =>
  joined(ofLimit(value, limit, 'messages today', tools), percent === undefined ? '' : tools.percent(percent));
const rate = ({ value }: Entry, tools: TextTools): string =>
  value === undefined ? '' : `${tools.number(value)} messages per hour`;

const percentLine = (value: number, tools: TextTools): string => `Alert threshold: ${tools.number(value)} %.`;
const rateLine = (value: number, tools: TextTools): string =>
  `Alert threshold: ${tools.number(value)} messages per hour.`;

const quota = { measure: storage, threshold: percentLine };
const sendLimit = { measure: sends, threshold: percentLine };
const sendRate = { measure: rate, threshold: rateLine };

const WORDINGS: Partial<Record<AuditAction, Wording>> = {
  'mailbox.quota_alert': {
    ...quota,
    alarm: true,
    advice: 'What to do: delete mail or raise the quota. A full mailbox refuses new mail.',
  },
  'mailbox.quota_recovered': { ...quota, alarm: false, advice: '' },
  'mailbox.send_limit_alert': {
    ...sendLimit,
    alarm: true,
    advice:
      'What to do: expect refused mail once the limit is reached; if this is not you, change the password.',
  },
  'mailbox.send_limit_recovered': { ...sendLimit, alarm: false, advice: '' },
  'mailbox.send_rate_alert': {
    ...sendRate,
    alarm: true,
    advice: 'What to do: if this is not you, the mailbox may be broken into. Change its password now.',
  },
  'mailbox.send_rate_recovered': { ...sendRate, alarm: false, advice: '' },
  'account.quota_alert': {
    ...quota,
    alarm: true,
    advice: 'What to do: delete mail or move to a larger plan. A full account refuses new mail.',
  },
  'account.quota_recovered': { ...quota, alarm: false, advice: '' },
};

/** All alarms and recoveries that are about amounts. Undefined where the details are of another shape. */
export function mailboxAlarm(event: AuditEvent, tools: TextTools): string | undefined {
  const wording = WORDINGS[event.action];
  const parsed = details.safeParse(event.details);
  if (!wording || !parsed.success) return undefined;
  const { mailboxes, threshold } = parsed.data;
  const lines = listed(mailboxes, (one) => line(one, wording, tools));
  const foot = wording.alarm && threshold !== undefined ? [wording.threshold(threshold, tools)] : [];
  return [...lines, ...foot, ...(wording.advice === '' ? [] : [wording.advice])].join('\n');
}

function line(one: Entry, wording: Wording, tools: TextTools): string {
  const measure = wording.measure(one, tools);
  const now = measure === '' ? one.mailbox : `${one.mailbox}: ${measure}`;
  const when = tools.since(one.since);
  if (wording.alarm) return `${now}${when}.${one.reason ? ` ${one.reason}` : ''}`;
  const why = one.reason ? ` (${one.reason})` : '';
  return `${now}${why}.${when === '' ? '' : ` The alarm stood${when}.`}`;
}

function ofLimit(
  value: number | undefined,
  limit: number | undefined,
  unit: string,
  tools: TextTools,
): string {
  if (value === undefined) return '';
  return limit === undefined || limit <= 0
    ? `${tools.number(value)} ${unit}`
    : `${tools.number(value)} of ${tools.number(limit)} ${unit}`;
}

const joined = (first: string, second: string): string =>
  first === '' || second === '' ? first + second : `${first} (${second})`;
