import { z } from 'zod';
import { type Line, say, strong, words } from './pieces.ts';
import { known } from './shapes.ts';
import type { TextTools } from './text.ts';

/** What an alarm's details tell of one mailbox or account. Storage in MB. */
export const measured = {
  value: known(z.number()),
  limit: known(z.number()),
  /** Unrounded. */
  percent: known(z.number()),
  since: known(z.string()),
  /** Only where the numbers do not say it ("now unlimited"). */
  reason: known(z.string()),
};
export type Measured = z.output<z.ZodObject<typeof measured>>;

export interface Wording {
  /** What was measured, e.g. "95.0 % full (950 of 1,000 MB)". */
  measure(one: Measured, tools: TextTools): string;
  threshold(value: number, tools: TextTools): string;
  alarm: boolean;
  /** Of details that cannot be read: "… is nearly full". */
  plainly: string;
  todo: Line | undefined;
}

export const both = (first: string, second: string): string =>
  first === '' || second === '' ? first + second : `${first} (${second})`;
export const share = (percent: number | undefined, tools: TextTools, then = ''): string =>
  percent === undefined ? '' : `${tools.percent(percent)}${then}`;
export const amount = ({ value, limit }: Measured, unit: string, tools: TextTools): string => {
  if (value === undefined) return '';
  const of = limit === undefined || limit <= 0 ? '' : ` of ${tools.number(limit)}`;
  return `${tools.number(value)}${of} ${unit}`;
};

export const storage = {
  measure: (one: Measured, tools: TextTools) =>
    both(share(one.percent, tools, ' full'), amount(one, 'MB', tools)),
  threshold: (value: number, tools: TextTools) => `${tools.number(value)} %`,
};
export const thresholdLine = (value: number | undefined, wording: Wording, tools: TextTools): Line[] =>
  wording.alarm && value !== undefined
    ? [[words(`Alert threshold: ${wording.threshold(value, tools)}.`)]]
    : [];

/** "info@example.com: 95.0 % full (950 of 1,000 MB) since 3 May 2026, 10:30." */
export function entryLine(name: string, one: Measured, wording: Wording, tools: TextTools): Line {
  const measure = wording.measure(one, tools);
  const now = measure === '' ? say`${strong(name)}` : say`${strong(name)}: ${words(measure)}`;
  const when = tools.since(one.since);
  if (wording.alarm) return say`${now}${when}.${one.reason ? say` ${one.reason}` : ''}`;
  const why = one.reason ? say` (${one.reason})` : [];
  return say`${now}${why}.${when.text === '' ? [] : say` The alarm stood${when}.`}`;
}

export const fullAdvice = (what: string, more: string): Line =>
  say`delete mail or ${words(more)}: a full ${words(what)} refuses new mail.`;

export const NOTHING = say`nothing.`;
