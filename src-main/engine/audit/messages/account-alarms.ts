import { z } from 'zod';
import { fact, facts, inline, paragraph } from './blocks.ts';
import { readable } from './detail-facts.ts';
import {
  both,
  entryLine,
  fullAdvice,
  type Measured,
  measured,
  NOTHING,
  share,
  thresholdLine,
  type Wording,
} from './measured.ts';
import { type Line, say, text, words } from './pieces.ts';
import { known } from './shapes.ts';
import { type Template, template } from './template.ts';
import type { TextTools } from './text.ts';

/** MXroute's patience with an account above its quota. */
const grace = z.object({ daysRemaining: known(z.number()), deadline: known(z.string()) });
const account = z.object({
  threshold: known(z.number()),
  grace: known(grace),
  /** Category → MB. */
  breakdown: known(z.record(z.string(), z.number())),
  ...measured,
});

/** From here on in GB: a hundred thousand megabytes say nothing to anybody. */
const SPOKEN_IN_GB = 10_240;
const MB_PER_GB = 1_024;

const inGigabytes = (mb: number): boolean => mb >= SPOKEN_IN_GB;
const size = (mb: number, gigabytes: boolean, tools: TextTools): string =>
  gigabytes ? tools.number(mb / MB_PER_GB, 1) : tools.number(mb);
const unit = (gigabytes: boolean): string => (gigabytes ? 'GB' : 'MB');

function used({ value, limit }: Measured, tools: TextTools): string {
  if (value === undefined) return '';
  const gigabytes = inGigabytes(limit !== undefined && limit > 0 ? limit : value);
  const of = limit === undefined || limit <= 0 ? '' : ` of ${size(limit, gigabytes, tools)}`;
  return `${size(value, gigabytes, tools)}${of} ${unit(gigabytes)}`;
}

const storage = {
  measure: (one: Measured, tools: TextTools) => both(share(one.percent, tools, ' full'), used(one, tools)),
  threshold: (value: number, tools: TextTools) => `${tools.number(value)} %`,
};

const ofAccount = (wording: Wording): Template =>
  template({
    details: account,
    tell: ({ details: { threshold, grace: patience, breakdown, ...one }, event, tools, subject }) => [
      [
        paragraph(
          wording.measure(one, tools) === ''
            ? say`${subject}: ${words(wording.plainly)}${tools.since(one.since)}.`
            : entryLine(event.target || 'The account', one, wording, tools),
        ),
        ...facts([
          ...(wording.alarm ? breakdownLine(breakdown, tools) : []),
          ...thresholdLine(threshold, wording, tools),
          ...graceLine(patience, wording, tools),
        ]),
      ],
    ],
    plainly: (subject) => say`${subject}: ${words(wording.plainly)}.`,
    todo: () => wording.todo,
  });

/** "Used by: email 9,120 MB, web 301 MB", most first. */
function breakdownLine(breakdown: Record<string, number> | undefined, tools: TextTools): Line[] {
  const held = Object.entries(breakdown ?? {}).filter(([, mb]) => mb >= 1);
  held.sort(([, a], [, b]) => b - a);
  const entry = ([name, mb]: [string, number]): Line => {
    const gigabytes = inGigabytes(mb);
    return say`${text(readable(name).toLowerCase())} ${words(`${size(mb, gigabytes, tools)} ${unit(gigabytes)}`)}`;
  };
  return held.length === 0 ? [] : fact('Used by', inline(held, entry));
}

/** "MXroute’s grace period ends in 5 days (2026-05-03)." */
function graceLine(patience: z.output<typeof grace> | undefined, wording: Wording, tools: TextTools): Line[] {
  if (!wording.alarm || patience === undefined) return [];
  const { daysRemaining: days, deadline = '' } = patience;
  const inDays =
    days === undefined ? '' : days <= 0 ? 'today' : `in ${tools.number(days)} ${days === 1 ? 'day' : 'days'}`;
  // A day without a time is nobody's midnight: it stays as MXroute wrote it.
  const until = deadline.includes(':') ? tools.time(deadline) || deadline : deadline;
  const ends = both(inDays, until);
  return [[words(ends === '' ? 'MXroute has set a grace period.' : `MXroute’s grace period ends ${ends}.`)]];
}

export const ACCOUNT_ALARMS = {
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
