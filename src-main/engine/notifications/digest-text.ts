import type { Severity } from '../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import { entryOf, subjectsOf, topicsOf } from '../../../src-shared/event-subjects.ts';
import { headline } from '../audit/message.ts';
import { bullets, inline, paragraph, type Section } from '../audit/messages/blocks.ts';
import { type Line, label, say, words } from '../audit/messages/pieces.ts';
import { renderMarkdown } from '../audit/messages/render-markdown.ts';
import { renderPlain } from '../audit/messages/render-plain.ts';
import { type TextOptions, type TextTools, textTools } from '../audit/messages/text.ts';
import { isLate } from './retry.ts';

export interface DigestText {
  title: string;
  body: string;
  markdown: string;
  type: Severity;
}

export interface DigestOptions extends TextOptions {
  /** Quiet hours held some of it. */
  held: boolean;
}

/** The worst first: a phone shows the first lines. */
const GROUPS: readonly { severity: Severity; one: string; many: string }[] = [
  { severity: 'failure', one: 'failure', many: 'failures' },
  { severity: 'warning', one: 'warning', many: 'warnings' },
  { severity: 'info', one: 'message', many: 'messages' },
  { severity: 'success', one: 'recovery', many: 'recoveries' },
];
/** Names in one line; an alert about more says how many more. */
const NAMES_SHOWN = 3;

/**
 * Many alerts in one message: how many of what in the title, then one line for each, the worst first, in each group in
 * the order in which they came. One that was answered since says so.
 * @param events at most as many as a list names (LONGEST_DIGEST), oldest first.
 */
export function digestMessage(events: readonly AuditEvent[], options: DigestOptions): DigestText {
  const tools = textTools(options);
  const groups = GROUPS.flatMap((group) => {
    const members = events.filter(({ severity }) => severity === group.severity);
    return members.length === 0 ? [] : [{ ...group, members }];
  });
  const counts = groups.map(({ members: { length }, one, many }) => `${length} ${length === 1 ? one : many}`);
  const sections: Section[] = [
    ...delay(events, options, tools),
    ...groups.map(({ many, members }) => [
      ...(groups.length > 1 ? [paragraph([label(capital(many))])] : []),
      ...bullets(members, (event) => ({ line: alertLine(event, events, options) })),
    ]),
  ];
  return {
    title: `[MXroute Manager] ${events.length} alerts: ${counts.join(', ')}`,
    body: renderPlain(sections),
    markdown: renderMarkdown(sections),
    type: groups[0]?.severity ?? 'info',
  };
}

function delay(events: readonly AuditEvent[], { now, held }: DigestOptions, tools: TextTools): Section[] {
  const [oldest] = [...events].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  if (!oldest || !isLate(Date.parse(oldest.at), now)) return [];
  const since = `delayed since ${tools.time(oldest.at)}.`;
  return [[paragraph([words(held ? `Held during quiet hours; ${since}` : `Message ${since}`)])]];
}

/** "21:04 DNS problem: example.com (MX, SPF), over since 21:20". */
function alertLine(event: AuditEvent, all: readonly AuditEvent[], options: DigestOptions): Line {
  const about = detail(event, textTools(options));
  const end = answered(event, all);
  return say`${words(`${clock(event.at, options)} `)}${headline(event)}${about.length === 0 ? [] : say` (${about})`}${
    end ? words(`, over since ${clock(end.at, options)}`) : []
  }`;
}

function detail(event: AuditEvent, tools: TextTools): Line {
  const subjects = subjectsOf(event);
  if (subjects.length > 1) {
    const left = subjects.length - NAMES_SHOWN;
    const more = left > 0 ? words(` and ${left} more`) : [];
    return say`${inline(subjects.slice(0, NAMES_SHOWN), (name) => say`${name}`)}${more}`;
  }
  const { checks, percent } = entryOf(event, subjects[0] ?? '');
  if (Array.isArray(checks))
    return inline(
      checks.flatMap((check: { label?: unknown } | null) =>
        typeof check?.label === 'string' ? [check.label] : [],
      ),
      (name) => say`${name}`,
    );
  return typeof percent === 'number' ? [words(tools.percent(percent))] : [];
}

/** The last of the recoveries that together answer all that the alert was about; undefined where it stands. */
function answered(alert: AuditEvent, all: readonly AuditEvent[]): AuditEvent | undefined {
  if (alert.severity === 'success') return undefined;
  const left = new Set(topicsOf(alert));
  if (left.size === 0) return undefined;
  for (const later of all.slice(all.indexOf(alert) + 1)) {
    for (const topic of topicsOf(later)) if (later.severity === 'success') left.delete(topic);
    if (left.size === 0) return later;
  }
  return undefined;
}

/** The time alone where it was today. */
function clock(iso: string, { now, locale, timeZone }: TextOptions): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone });
  const at = Date.parse(iso);
  const time = { hour: '2-digit', minute: '2-digit', timeZone } as const;
  const isToday = day.format(at) === day.format(now);
  const shown = isToday ? time : ({ ...time, day: 'numeric', month: 'short' } as const);
  return new Intl.DateTimeFormat(locale, shown).format(at);
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
