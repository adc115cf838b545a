import { createElement, Fragment, type ReactNode } from 'react';
import { type ListItem, type MarkdownBlock, parseMarkdown, type Span } from '../lib/tiny-markdown.ts';
import styles from './markdown.module.css';

/** A message as a service that takes Markdown shows it. Built of elements, never of markup. */
export function Markdown({ text }: { text: string }) {
  return createElement('div', { className: styles.markdown }, ...parseMarkdown(text).map(block));
}

// Parts of a text have no identity and never move: as plain arguments they need no keys.
const block = (part: MarkdownBlock): ReactNode =>
  part.kind === 'list' ? createElement('ul', null, ...part.items.map(item)) : paragraph(part.lines);

const paragraph = (lines: Span[][]): ReactNode =>
  createElement(
    'p',
    null,
    ...lines.map((line) => createElement('span', { className: styles.line }, spans(line))),
  );

const item = ({ spans: line, under }: ListItem): ReactNode =>
  createElement(
    'li',
    null,
    spans(line),
    under.length > 0 &&
      createElement('ul', null, ...under.map((one) => createElement('li', null, spans(one)))),
  );

const ELEMENT = { text: Fragment, strong: 'strong', code: 'code' } as const;

const spans = (line: Span[]): ReactNode =>
  createElement(Fragment, null, ...line.map(({ as, text }) => createElement(ELEMENT[as], null, text)));
