/**
 * As much Markdown as our messages use: bold, code spans, lists nested once, backslash escapes. Everything else,
 * HTML first of all, is text. Gives data, not markup, so that nothing in it can become an element.
 */

export interface Span {
  text: string;
  as: 'text' | 'strong' | 'code';
}
export interface ListItem {
  spans: Span[];
  under: Span[][];
}
export type MarkdownBlock = { kind: 'paragraph'; lines: Span[][] } | { kind: 'list'; items: ListItem[] };

const ITEM = /^( *)[-*] +(.*)$/;

export function parseMarkdown(markdown: string): MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  let apart = true;
  for (const line of markdown.split(/\r?\n/)) {
    const blank = line.trim() === '';
    if (!blank) addLine(blocks, line, apart);
    apart = blank;
  }
  return blocks;
}

function addLine(blocks: MarkdownBlock[], line: string, apart: boolean): void {
  const open = apart ? undefined : blocks.at(-1);
  const [, indent, text] = ITEM.exec(line) ?? [];
  if (text === undefined) {
    const words = spansOf(line.trim());
    if (open?.kind === 'paragraph') open.lines.push(words);
    else blocks.push({ kind: 'paragraph', lines: [words] });
    return;
  }
  const above = open?.kind === 'list' ? open.items.at(-1) : undefined;
  const item = { spans: spansOf(text), under: [] };
  if (indent !== '' && above !== undefined) above.under.push(item.spans);
  else if (open?.kind === 'list') open.items.push(item);
  else blocks.push({ kind: 'list', items: [item] });
}

/** An escaped character, a code span, a bold mark, or one character of text. */
const TOKEN = /\\([!-/:-@[-`{-~])|`([^`]+)`|(\*\*)|([\s\S])/g;

export function spansOf(text: string): Span[] {
  const spans: Span[] = [];
  let strong = false;
  const add = (piece: string, as: Span['as']) => {
    const last = spans.at(-1);
    if (last?.as === as && as !== 'code') last.text += piece;
    else spans.push({ text: piece, as });
  };
  const marks = text.match(/(?<!\\)\*\*/g)?.length ?? 0;
  let left = marks - (marks % 2);
  for (const [, escaped, code, mark, character] of text.matchAll(TOKEN)) {
    if (code !== undefined) add(code, 'code');
    else if (mark === undefined) add(escaped ?? character ?? '', strong ? 'strong' : 'text');
    else if (left-- > 0) strong = !strong;
    else add(mark, 'text');
  }
  return spans;
}
