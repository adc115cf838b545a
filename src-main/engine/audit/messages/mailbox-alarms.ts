import { z } from 'zod';
import { bullets, facts, type Item, paragraph, type Section } from './blocks.ts';
import {
  amount,
  both,
  entryLine,
  fullAdvice,
  type Measured,
  measured,
  NOTHING,
  share,
  storage,
  thresholdLine,
  type Wording,
} from './measured.ts';
import { say, words } from './pieces.ts';
import { known } from './shapes.ts';
import { type Template, template } from './template.ts';
import type { TextTools } from './text.ts';

const entry = z.object({ mailbox: z.string(), ...measured });
const mailboxes = z.object({ threshold: known(z.number()), mailboxes: z.array(entry).min(1) });

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
};
