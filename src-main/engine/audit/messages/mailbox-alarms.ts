import { z } from 'zod';
import { bullets, facts, type Item, paragraph, type Section } from './blocks.ts';
import { type Line, say, strong, words } from './pieces.ts';
import { known } from './shapes.ts';
import { type Template, template } from './template.ts';
import type { TextTools } from './text.ts';

const measured = {
  value: known(z.number()),
  limit: known(z.number()),
  /** Unrounded. */
  percent: known(z.number()),
  since: known(z.string()),
  /** Only where the numbers do not say it ("now unlimited"). */
  reason: known(z.string()),
};
const entry = z.object({ mailbox: z.string(), ...measured });
const account = z.object({ threshold: known(z.number()), ...measured });
const mailboxes = z.object({ threshold: known(z.number()), mailboxes: z.array(entry).min(1) });
type Measured = Omit<z.output<typeof entry>, 'mailbox'>;

interface Wording {
  /** What was measured, e.g. "95.0 % full (950 of 1,000 MB)". */
  measure(one: Measured, tools: TextTools): string;
  threshold(value: number, tools: TextTools): string;
  alarm: boolean;
  /** Of details that cannot be read: "… is nearly full". */
  plainly: string;
  todo: Line | undefined;
}

const both = (first: string, second: string): string =>
  first === '' || second === '' ? first + second : `${first} (${second})`;
const share = (percent: number | undefined, tools: TextTools, then = ''): string =>
  percent === undefined ? '' : `${tools.percent(percent)}${then}`;
const amount = ({ value, limit }: Measured, unit: string, tools: TextTools): string => {
  if (value === undefined) return '';
  const of = limit === undefined || limit <= 0 ? '' : ` of ${tools.number(limit)}`;
  return `${tools.number(value)}${of} ${unit}`;
};

const storage = {
  measure: (one: Measured, tools: TextTools) =>
    both(share(one.percent, tools, ' full'), amount(one, 'MB', tools)),
  threshold: (value: number, tools: TextTools) => `${tools.number(value)} %`,
};
const sends = {
  measure: (one: Measured, tools: TextTools) =>
    both(amount(one, 'messages today', tools), share(one.percent, tools)),
  threshold: storage.threshold,
};
const perHour = (value: number, tools: TextTools) => `${tools.number(value)} messages per hour`;
const rate = {
  measure: ({ value }: Measured, tools: TextTools) => (value === undefined ? '' : perHour(value, tools)),
  threshold: perHour,
};
const NOTHING = say`nothing.`;

const ofMailboxes = (wording: Wording): Template =>
  template({
    details: mailboxes,
    tell({ details: { threshold, mailboxes: all }, tools }): Section[] {
      const [only] = all;
      const foot = facts(thresholdLine(threshold, wording, tools));
      if (all.length === 1 && only)
        return [[paragraph(entryLine(only.mailbox, only, wording, tools)), ...foot]];
      const item = (one: z.output<typeof entry>): Item => ({
        line: entryLine(one.mailbox, one, wording, tools),
      });
      return [[...bullets(all, item), ...foot]];
    },
    plainly: (subject) => say`${subject}: ${words(wording.plainly)}.`,
    todo: () => wording.todo,
  });

const ofAccount = (wording: Wording): Template =>
  template({
    details: account,
    tell: ({ details: { threshold, ...one }, event, tools, subject }) => [
      [
        paragraph(
          wording.measure(one, tools) === ''
            ? say`${subject}: ${words(wording.plainly)}${tools.since(one.since)}.`
            : entryLine(event.target || 'The account', one, wording, tools),
        ),
        ...facts(thresholdLine(threshold, wording, tools)),
      ],
    ],
    plainly: (subject) => say`${subject}: ${words(wording.plainly)}.`,
    todo: () => wording.todo,
  });

const thresholdLine = (value: number | undefined, wording: Wording, tools: TextTools): Line[] =>
  wording.alarm && value !== undefined
    ? [[words(`Alert threshold: ${wording.threshold(value, tools)}.`)]]
    : [];

function entryLine(name: string, one: Measured, wording: Wording, tools: TextTools): Line {
  const measure = wording.measure(one, tools);
  const now = measure === '' ? say`${strong(name)}` : say`${strong(name)}: ${words(measure)}`;
  const when = tools.since(one.since);
  if (wording.alarm) return say`${now}${when}.${one.reason ? say` ${one.reason}` : ''}`;
  const why = one.reason ? say` (${one.reason})` : [];
  return say`${now}${why}.${when.text === '' ? [] : say` The alarm stood${when}.`}`;
}

const fullAdvice = (what: string, more: string): Line =>
  say`delete mail or ${words(more)}: a full ${words(what)} refuses new mail.`;

export const MAILBOX_ALARMS = {
  'mailbox.quota_alert': ofMailboxes({
    ...storage,
    alarm: true,
    plainly: 'nearly full',
    todo: fullAdvice('mailbox', 'raise the quota'),
  }),
  'mailbox.quota_recovered': ofMailboxes({
    ...storage,
    alarm: false,
    plainly: 'room again',
    todo: NOTHING,
  }),
  'mailbox.send_limit_alert': ofMailboxes({
    ...sends,
    alarm: true,
    plainly: 'the daily send limit is nearly reached',
    todo: say`expect refused mail once the limit is reached; if this is not you, change the password.`,
  }),
  'mailbox.send_limit_recovered': ofMailboxes({
    ...sends,
    alarm: false,
    plainly: 'below the daily send limit again',
    todo: NOTHING,
  }),
  'mailbox.send_rate_alert': ofMailboxes({
    ...rate,
    alarm: true,
    plainly: 'sends unusually much',
    todo: say`if this is not you, change its password now: the mailbox may be broken into.`,
  }),
  'mailbox.send_rate_recovered': ofMailboxes({
    ...rate,
    alarm: false,
    plainly: 'sends at its usual rate again',
    todo: say`nothing, if you know why it sent so much; otherwise change its password.`,
  }),
  'account.quota_alert': ofAccount({
    ...storage,
    alarm: true,
    plainly: 'the account’s storage is nearly full',
    todo: fullAdvice('account', 'move to a larger plan'),
  }),
  'account.quota_recovered': ofAccount({
    ...storage,
    alarm: false,
    plainly: 'the account has room again',
    todo: NOTHING,
  }),
};
