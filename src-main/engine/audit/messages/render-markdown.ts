import type { Block, Section } from './blocks.ts';
import type { Line, Piece } from './pieces.ts';

/**
 * Markdown as Discord, Gotify, Matrix (through Apprise's Python-Markdown), Mattermost and Rocket.Chat read it alike:
 * bold, flat and once-nested lists, code spans. No headings (Apprise makes embed fields of them), no HTML.
 *
 * They do not agree on which characters a backslash may escape, so it stands only before those that all of them know;
 * what else could begin something gets an invisible blank behind it.
 */
const GAP = '\u200B';

export const renderMarkdown = (sections: readonly Section[]): string =>
  sections
    .flatMap((blocks) => blocks.map(markdownBlock))
    .filter((block) => block !== '')
    .join('\n\n');

function markdownBlock(block: Block): string {
  if (block.kind === 'line') return markdownLine(block.line);
  return block.items
    .flatMap(({ line, under = [] }) => [
      `- ${markdownLine(line)}`,
      ...under.map((one) => `    - ${markdownLine(one)}`),
    ])
    .join('\n');
}

const LIST_START = /^(\d+)([.)])/;
const BLOCK_START = /^[-+=>]/;

/** Text from outside that begins a line must not begin a list, a quote, a rule or a heading. */
export const markdownLine = (line: Line): string =>
  line
    .map(markdownPiece)
    .join('')
    .trim()
    .replace(LIST_START, `$1${GAP}$2`)
    .replace(BLOCK_START, (start) => `${GAP}${start}`);

function markdownPiece({ as, text }: Piece): string {
  if (text === '' || as === 'words') return text;
  if (as === 'label') return `**${text}**`;
  if (as === 'code') return `\`${unmentioned(text.replaceAll('`', 'ˋ'))}\``;
  return as === 'strong' ? `**${escaped(text)}**` : escaped(text);
}

/** Known to every reader of Markdown as what a backslash takes the meaning from. */
const ESCAPABLE = /[\\`*_[\]#>]/g;
/** Tags and autolinks, strikethrough, spoilers, channels, entities, formulas. */
const OPENING = /[<~|&$]/g;
/** `http://`, `mailto:`, `:emoji:`. */
const COLON = /:(?=\S)/g;
const WWW = /\b(www)\./gi;

const escaped = (text: string): string =>
  unmentioned(
    text
      .replace(ESCAPABLE, '\\$&')
      .replace(OPENING, `$&${GAP}`)
      .replace(COLON, `:${GAP}`)
      .replace(WWW, `$1${GAP}.`),
  );

/**
 * `@everyone`, `@here`, a user's name: nobody is called by what a mailbox is called. Apprise looks for them in code
 * spans too, and makes a mention for Discord of every `@name` that it finds, so of every mailbox address.
 */
const unmentioned = (text: string): string => text.replace(/@(?!\u200B)/g, `@${GAP}`);
