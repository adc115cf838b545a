import { actionDefinition, type Severity } from '../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import { paragraph, type Section } from './messages/blocks.ts';
import { clean, shortened, words } from './messages/pieces.ts';
import { renderMarkdown } from './messages/render-markdown.ts';
import { renderPlain } from './messages/render-plain.ts';
import { TEMPLATES } from './messages/templates.ts';
import { type TextOptions, type TextTools, textTools } from './messages/text.ts';

export interface MessageOptions extends TextOptions {
  /** The message goes out more than 10 minutes after its event, and says so. */
  late?: boolean;
}

export interface FormattedMessage {
  title: string;
  /** Plain text. Never empty: some services drop a message without a body. */
  body: string;
  /** The same for services that take Markdown; nothing that came from outside is markup in it. */
  markdown: string;
  type: Severity;
}

const LONGEST_SUBJECT = 120;

/** "DNS problem: example.com", one line. */
export function headline(event: Pick<AuditEvent, 'action' | 'target'>): string {
  const { label } = actionDefinition(event.action);
  const subject = shortened(clean(event.target), LONGEST_SUBJECT);
  return subject === '' ? label : `${label}: ${subject}`;
}

/** An event as a person reads it on a phone: what, which, expected and found, since when, what to do. Never throws. */
export function formatMessage(event: AuditEvent, options: MessageOptions): FormattedMessage {
  const tools = textTools(options, event.at);
  const sections = [
    ...(options.late ? [delayed(event, tools)] : []),
    ...TEMPLATES[event.action].sections(event, tools),
  ];
  return {
    title: `[MXroute Manager] ${headline(event)}`,
    body: renderPlain(sections),
    markdown: renderMarkdown(sections),
    type: actionDefinition(event.action).severity,
  };
}

const delayed = (event: AuditEvent, tools: TextTools): Section => [
  paragraph([words(`Message delayed since ${tools.time(event.at)}.`)]),
];
